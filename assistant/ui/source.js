// The panel that shows a source: the page itself, or the stored words, with the quotation marked.
// A plain script for the head of the page, after source_place.js and source_view.js; it works with buttons `.open-source` wherever
// they stand.
(() => {
  "use strict";

  const { made, where, saidOfQuotation, contents, put, undrawn, toQuotation } = sourceView;
  const { address, answered, ofButton, ofAddress, fragment } = sourcePlace;
  const NARROW = window.matchMedia("(max-width: 900px)");
  const ROOMY = window.matchMedia("(min-width: 120rem)"); // enough for questions, filters and the panel in a row
  const SCALES = [1, 1.5, 2, 3, 4]; // pixels to a point, as the server draws
  const ZOOMS = [1, 1.25, 1.5, 2, 3, 4]; // times the width of the panel
  const SETTLE_MS = 150;
  const PATIENCE_MS = 20_000;

  const FRAME = `
    <div class="source-head">
      <h2 id="source-title" tabindex="-1">Source</h2>
      <button type="button" class="source-button source-close" data-act="close">Close</button>
    </div>
    <p class="source-facts" id="source-facts"></p>
    <div class="source-bars">
    <div class="source-bar source-turning" role="group" aria-label="Page">
      <button type="button" class="source-button" data-act="previous">Previous</button>
      <span class="source-at"></span>
      <button type="button" class="source-button" data-act="next">Next</button>
    </div>
    <div class="source-bar source-zoom" role="group" aria-label="Size">
      <button type="button" class="source-button" data-act="smaller">Smaller</button>
      <button type="button" class="source-button" data-act="fit">Fit width</button>
      <button type="button" class="source-button" data-act="larger">Larger</button>
    </div>
    <div class="source-bar" role="group" aria-label="This document">
      <a class="source-button source-original" download>Download original</a>
      <button type="button" class="source-button" data-act="link">Copy link to this place</button>
    </div>
    </div>
    <p class="source-status" role="status"></p>
    <div class="source-body" tabindex="0" role="region" aria-label="What stands there"></div>`;

  let panel = null;
  let opener = null; // what had the focus before the panel was opened
  let place = null; // what was asked for: document, quotation and where it stands
  let view = null; // what the server said of it
  let zoom = 1;
  let turn = 0; // counts what was asked for, so that a late answer to an earlier question is dropped
  let settling = 0;

  const part = (selector) => panel.querySelector(selector);
  const acting = (name) => part(`[data-act="${name}"]`);
  const isOpen = () => panel !== null && !panel.hidden;

  // Opening and closing

  function build() {
    panel = made("div", "source-panel");
    panel.id = "source-panel";
    panel.hidden = true;
    panel.setAttribute("aria-labelledby", "source-title");
    panel.innerHTML = FRAME;
    panel.addEventListener("click", act);
    document.body.append(panel);
    new ResizeObserver(settle).observe(part(".source-body"));
    for (const width of [NARROW, ROOMY]) width.addEventListener("change", fitIn);
  }

  function open(wanted, { from = null, focus = true } = {}) {
    if (!panel || !panel.isConnected) build();
    if (panel.hidden) opener = from || document.activeElement;
    else if (from) opener = from;
    place = wanted;
    zoom = 1;
    staying(from, () => {
      panel.hidden = false;
      fitIn();
    });
    if (focus) part("#source-title").focus({ preventScroll: true });
    load();
  }

  function close() {
    turn += 1;
    staying(opener?.isConnected ? opener : null, () => {
      panel.hidden = true;
      fitIn();
    });
    if (location.hash.startsWith("#source=")) history.replaceState(null, "", location.pathname + location.search);
    const back = opener?.isConnected ? opener : document.querySelector("#question textarea");
    back?.focus({ preventScroll: true });
    opener = null;
  }

  // What the reader has just used stays where it stands while the conversation makes room.
  function staying(element, change) {
    const before = element?.getBoundingClientRect().top;
    change();
    if (element) window.scrollBy(0, element.getBoundingClientRect().top - before);
  }

  // Beside the conversation where there is room; else over it, and then it is all that can be reached.
  function fitIn() {
    const over = isOpen() && NARROW.matches;
    panel.classList.toggle("source-drawer", NARROW.matches);
    panel.setAttribute("role", NARROW.matches ? "dialog" : "complementary");
    if (NARROW.matches) panel.setAttribute("aria-modal", "true");
    else panel.removeAttribute("aria-modal");
    document.body.classList.toggle("with-source", isOpen() && !NARROW.matches);
    document.body.classList.toggle("beside-source", isOpen() && !NARROW.matches && !ROOMY.matches);
    document.body.classList.toggle("under-source", over);
    for (const other of document.body.children) {
      if (other !== panel && !["SCRIPT", "STYLE", "LINK"].includes(other.tagName)) other.inert = over;
    }
  }

  // Asking the server

  async function load(at) {
    const mine = (turn += 1);
    const body = part(".source-body");
    say(at ? "Turning …" : "Opening the document …");
    body.setAttribute("aria-busy", "true");
    try {
      const found = await answered("source/view", {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Requested-With": "commissioning-assistant" },
        body: JSON.stringify({ ...place, at: at || place.at || null }),
      });
      const given = await found.json();
      if (mine === turn) show(given);
    } catch (error) {
      if (mine === turn) fail(error.message, at);
    }
    if (mine === turn) body.removeAttribute("aria-busy");
  }

  function fail(message, at) {
    const again = made("button", "source-button", "Try again");
    again.type = "button";
    again.addEventListener("click", () => {
      part("#source-title").focus({ preventScroll: true });
      load(at);
    });
    const told = made("p", "source-trouble", message);
    told.setAttribute("role", "alert");
    view = null;
    say("");
    part(".source-body").replaceChildren(told, again);
    label();
  }

  // Showing what it said

  function show(given) {
    view = given;
    part("#source-title").textContent = view.title;
    part(".source-facts").textContent = [...view.facts, view.source].join(" · ");
    part(".source-body").replaceChildren(...contents(view, zoom));
    label();
    say(`${where(view)}. ${saidOfQuotation(view)}`.trim());
    toQuotation(part(".source-body"), view, place.quote);
    if (view.picture) draw();
  }

  function label() {
    const many = Boolean(view) && view.of > 1;
    part(".source-at").textContent = view ? where(view) : "";
    acting("previous").disabled = !many || view.at <= 1;
    acting("next").disabled = !many || view.at >= view.of;
    part(".source-turning").hidden = view?.of === 1;
    part(".source-zoom").hidden = !view?.picture;
    acting("smaller").disabled = zoom <= ZOOMS[0];
    acting("larger").disabled = zoom >= ZOOMS.at(-1);
    acting("link").disabled = !view;
    const original = part(".source-original");
    original.hidden = !view?.original;
    if (view?.original) original.href = address(`source/${encodeURIComponent(view.document_id)}/original`);
    part(".source-body").setAttribute("aria-label", view ? where(view) : "What stands there");
  }

  async function draw() {
    const mine = turn;
    const paper = part(".source-sheet");
    const needed = (paper.clientWidth * (window.devicePixelRatio || 1)) / view.picture.width;
    const scale = SCALES.find((each) => each >= needed) || SCALES.at(-1);
    if (paper.dataset.scale && Number(paper.dataset.scale) >= scale) return;
    paper.dataset.scale = scale;
    try {
      const path = `source/${encodeURIComponent(view.document_id)}/page/${view.at}.png?scale=${scale}`;
      const bytes = await (await answered(path)).blob();
      if (mine === turn && Number(paper.dataset.scale) === scale) put(paper.querySelector("img"), bytes);
    } catch (error) {
      if (mine === turn) undrawn(paper, error.message);
    }
  }

  // Size and place

  function resize(wanted) {
    const body = part(".source-body");
    const middle = (body.scrollTop + body.clientHeight / 2) / body.scrollHeight;
    const centre = (body.scrollLeft + body.clientWidth / 2) / body.scrollWidth;
    zoom = wanted;
    part(".source-sheet").style.width = `${zoom * 100}%`;
    body.scrollTop = middle * body.scrollHeight - body.clientHeight / 2;
    body.scrollLeft = centre * body.scrollWidth - body.clientWidth / 2;
    label();
    say(zoom === 1 ? "Fitted to the width" : `${Math.round(zoom * 100)} per cent of the width`);
    draw();
  }

  function settle() {
    clearTimeout(settling);
    settling = setTimeout(() => isOpen() && part(".source-sheet") && draw(), SETTLE_MS);
  }

  // What the reader does

  function act(event) {
    const name = event.target.closest("[data-act]")?.dataset.act;
    if (!name) return;
    if (name === "close") close();
    else if (name === "link") copyLink();
    else if (name === "previous") load(view.at - 1);
    else if (name === "next") load(view.at + 1);
    else if (name === "quotation") back();
    else if (name === "fit") resize(1);
    else if (name === "larger") resize(ZOOMS.find((each) => each > zoom) || zoom);
    else if (name === "smaller") resize(ZOOMS.findLast((each) => each < zoom) || zoom);
    // A button that has just become useless must not keep the focus from the keyboard.
    if (document.activeElement?.disabled) part(".source-body").focus({ preventScroll: true });
  }

  function back() {
    part("#source-title").focus({ preventScroll: true });
    load(view.quoted_at);
  }

  async function copyLink() {
    const link = `${location.origin}${location.pathname}${location.search}#${fragment(place, view)}`;
    const copied = await written(link);
    say(copied ? "The link is copied. It opens for who may see this document." : `Copy this link: ${link}`);
  }

  async function written(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return false; // refused, or a plain http address other than this machine's own
    }
  }

  function say(words) {
    part(".source-status").textContent = words;
  }

  // Where it is opened from

  function fromAddress() {
    const wanted = ofAddress();
    if (wanted) open(wanted);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button.open-source");
    if (button) open(ofButton(button), { from: button });
  });

  // A marker leads to its card (the page sees to that), and an open panel follows; the focus stays there. Clicked
  // where there is room beside the conversation, it opens the panel as well: nothing that is read is covered.
  document.addEventListener(
    "click",
    (event) => {
      const beside = event.detail > 0 && !NARROW.matches;
      const marker = (isOpen() || beside) && event.target.closest?.("a.marker");
      const card = marker && document.getElementById(marker.getAttribute("href").slice(1));
      const button = card && card.querySelector("button.open-source");
      if (button) open(ofButton(button), { from: marker, focus: false });
    },
    true,
  );

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !isOpen()) return;
    const typing = event.target.closest?.("input, textarea, select, [role='listbox'], [role='dialog']");
    if (panel.contains(event.target) || !typing) close();
  });

  // Not before the page is built: its sheets come with it.
  function whenBuilt(act, left = PATIENCE_MS) {
    if (left <= 0 || document.querySelector("#question")) act();
    else setTimeout(() => whenBuilt(act, left - SETTLE_MS), SETTLE_MS);
  }

  window.addEventListener("hashchange", fromAddress);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => whenBuilt(fromAddress));
  else whenBuilt(fromAddress);
})();
