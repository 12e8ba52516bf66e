// What the server says of a place in a document, as elements of the panel in source.js, which comes after this
// in the head of the page. Everything that comes from a document is set as text, never as markup.
const sourceView = (() => {
  "use strict";

  const LONG_CELL = 50; // characters

  function made(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  function where(view) {
    if (view.unit === "part" && view.of === 1) return "The whole text";
    const unit = view.unit === "page" ? "Page" : "Part";
    const printed = view.label ? ` (printed page ${view.label})` : "";
    return `${unit} ${view.at} of ${view.of}${printed}`;
  }

  function saidOfQuotation(view) {
    const place = `${view.unit} ${view.quoted_at}`;
    const goesOn = view.quoted_to > view.at ? `, and goes on on page ${view.at + 1}` : "";
    return {
      marked: `The quotation is marked${goesOn}.`,
      partly: "Part of the quotation is marked; all of it stands above the page.",
      above: "The quotation could not be marked here; it stands above the page.",
      elsewhere: view.quoted_at ? `The quotation stands on ${place}.` : "",
      none: "",
    }[view.found];
  }

  // What the panel holds, in order; `zoom` is the width of a page in widths of the panel.
  function contents(view, zoom) {
    const shown = [];
    if (view.remark) shown.push(made("p", "source-remark", view.remark));
    if (view.quote && view.found !== "none") shown.push(quotation(view));
    if (view.found === "elsewhere" && view.quoted_at) shown.push(backButton(view));
    if (view.picture) shown.push(sheet(view, zoom), words(view));
    else shown.push(stored(view));
    return shown;
  }

  // Always there for a screen reader, which cannot see what is marked in a picture.
  function quotation(view) {
    const seen = ["partly", "above"].includes(view.found);
    const box = made("blockquote", seen ? "source-quotation" : "source-quotation unseen");
    box.append(made("strong", "", "Quotation: "), made("span", "", view.quote));
    return box;
  }

  function backButton(view) {
    const button = made("button", "source-button", `Back to the quotation (${view.unit} ${view.quoted_at})`);
    button.type = "button";
    button.dataset.act = "quotation";
    return button;
  }

  function sheet(view, zoom) {
    const { width, height, boxes } = view.picture;
    const paper = made("div", "source-sheet");
    paper.style.aspectRatio = `${width} / ${height}`;
    paper.style.width = `${zoom * 100}%`;
    const image = made("img", "source-image");
    image.alt = `Picture of ${where(view).toLowerCase()}. Its words follow.`;
    image.hidden = true;
    paper.append(image);
    for (const [left, top, right, bottom] of boxes) {
      const mark = made("div", "source-mark");
      mark.style.left = `${left * 100}%`;
      mark.style.top = `${top * 100}%`;
      mark.style.width = `${(right - left) * 100}%`;
      mark.style.height = `${(bottom - top) * 100}%`;
      paper.append(mark);
    }
    return paper;
  }

  function words(view) {
    const folded = made("details", "source-words");
    folded.append(made("summary", "", "Words of this page"), stored(view));
    return folded;
  }

  // The stored text

  function stored(view) {
    const text = made("div", "source-text");
    let table = null;
    let number = 0;
    for (const block of view.blocks) {
      const tabular = block.table > 0 && block.cells.length > 1;
      if (!tabular) table = null;
      else if (!table || number !== block.table) text.append((table = made("table")));
      number = block.table;
      if (tabular) table.append(row(block));
      else text.append(paragraph(block));
    }
    return text;
  }

  function row(block) {
    const line = made("tr");
    const header = block.kind === "table-header";
    for (const cell of block.cells) {
      const shown = made(header ? "th" : "td");
      if (header) shown.scope = "col";
      if (cell.reduce((length, { text }) => length + text.length, 0) > LONG_CELL) shown.className = "source-long";
      shown.append(...cell.map(segment));
      line.append(shown);
    }
    return line;
  }

  function paragraph(block) {
    const shown = made("p", `source-${block.kind}`);
    for (const cell of block.cells) shown.append(...cell.map(segment));
    return shown;
  }

  function segment({ text, marked }) {
    return marked ? made("mark", "", text) : document.createTextNode(text);
  }

  // What changes once it is shown

  function put(image, bytes) {
    const source = URL.createObjectURL(bytes);
    image.addEventListener("load", () => URL.revokeObjectURL(source), { once: true });
    image.src = source;
    image.hidden = false;
  }

  function undrawn(paper, message) {
    if (paper.querySelector("img:not([hidden])")) return; // a coarser picture is there already
    const told = made("p", "source-trouble", `${message} The words of the page are below.`);
    told.setAttribute("role", "alert");
    paper.parentElement.querySelector(".source-words").open = true;
    paper.replaceWith(told);
  }

  // The quotation comes into view: from its beginning, or, where that stands far off (the headings of a long
  // table), with its end.
  function toQuotation(body, view, quote) {
    const marks = body.querySelectorAll(view.picture ? ".source-mark" : ".source-text mark");
    body.scrollTop = 0;
    body.scrollLeft = 0;
    if (!marks.length) return;
    const outer = body.getBoundingClientRect();
    const [first, last] = [marks[0], marks[marks.length - 1]].map((mark) => mark.getBoundingClientRect());
    const fits = last.bottom - first.top < 0.6 * body.clientHeight;
    const parts = quote.includes(" … ");
    if (fits || !parts) body.scrollTop += first.top - outer.top - body.clientHeight * 0.2;
    else body.scrollTop += last.bottom - outer.top - body.clientHeight * 0.8;
    if (first.right > outer.right) body.scrollLeft += first.left - outer.left - body.clientWidth * 0.1;
  }

  return { made, where, saidOfQuotation, contents, put, undrawn, toQuotation };
})();
