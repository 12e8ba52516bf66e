// A piece of the desk in which a question or a case is chosen: by a click anywhere on its row or its words in
// the letter, by Enter on its button, and from one row to the next with the arrow keys. The server sends it as
// finished, escaped HTML. Runs when the piece is mounted, with `element`, `trigger` and `watch` given by the page.

const wanted = "[data-question], [data-asked], [data-do]";

element.addEventListener("click", (event) => {
  if (event.target.closest("summary")) return;
  const row = event.target.closest("tr");
  const target = event.target.closest(wanted) || row?.querySelector(".pick");
  if (!target) return;
  const { question, asked, do: deed, case: id } = target.dataset;
  if (deed) trigger(deed === "open" ? "open_case" : "delete_case", { id });
  else trigger("choose", { id: question || asked });
});

const keys = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };

element.addEventListener("keydown", (event) => {
  const rows = Array.from(element.querySelectorAll("tr .pick"));
  const place = rows.indexOf(event.target);
  if (place < 0 || !(event.key in keys)) return;
  event.preventDefault();
  rows[Math.min(Math.max(place + keys[event.key], 0), rows.length - 1)].focus();
});

// The chosen question shows in its table and in the letter, without moving the page.
function show() {
  const row = document.querySelector("#foi-rows tr.chosen");
  const id = row?.querySelector(".pick").dataset.question;
  const marks = Array.from(document.querySelectorAll("#foi-letter [data-asked]"));
  for (const mark of marks) mark.classList.toggle("chosen", mark.dataset.asked === id);
  reveal(row);
  reveal(marks.find((mark) => mark.dataset.asked === id));
}

function reveal(part) {
  const region = part?.closest(".rows, .request-words");
  if (!region) return;
  const [inner, outer] = [part.getBoundingClientRect(), region.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom) {
    region.scrollTop += inner.top - outer.top - outer.height / 3;
  }
}

if (element.closest("#foi-rows, #foi-letter")) {
  watch("value", show);
  show();
}
