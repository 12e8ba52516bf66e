// The conversation. The server sends each exchange as finished, escaped HTML; here it is put in its place,
// only where it changed, so that what the reader has folded, focused or selected stays as it is.
// Runs when the log is mounted, with `element`, `props` and `watch` given by the page.

const log = element.querySelector(".log");
const status = element.querySelector(".status");

// The newest exchange stays in view while it grows, until the reader scrolls by hand.
let followed = null;
for (const gesture of ["wheel", "touchmove", "pointerdown"]) {
  window.addEventListener(gesture, () => (followed = null), { passive: true });
}

function show(entries) {
  const wanted = new Set(entries.map((entry) => entry.id));
  for (const item of Array.from(log.children)) {
    if (!wanted.has(item.id)) item.remove();
  }
  entries.forEach(place);
}

function place(entry) {
  let item = log.children.namedItem(entry.id);
  const arrived = !item;
  if (arrived) {
    item = document.createElement("article");
    item.id = entry.id;
    log.append(item);
  }
  if (item.shown === entry.html) return;
  // Words that are read while they are written stay where they stand.
  const read = item.dataset.state === "writing" && item.getBoundingClientRect().top >= 0;
  item.innerHTML = item.shown = entry.html;
  item.dataset.state = entry.state;
  if (entry.announcement) status.textContent = entry.announcement;
  if (arrived && ["searching", "writing"].includes(entry.state)) followed = item;
  if (followed === item && !read) item.scrollIntoView({ block: "start" });
}

function goTo(target) {
  target.scrollIntoView({ block: "nearest" });
  target.focus({ preventScroll: true });
}

function follow(link) {
  const exchange = link.closest("article");
  const card = link.closest(".card");
  const marker = card && exchange.querySelector(`a.marker[href="#${card.id}"]`);
  const target = marker || document.getElementById(link.getAttribute("href").slice(1));
  if (target) goTo(target);
}

async function copy(button) {
  const copied = await write(button.dataset.copy);
  const label = button.dataset.label || (button.dataset.label = button.textContent);
  button.textContent = copied ? "Copied" : "Copying was refused: select the text instead";
  status.textContent = button.textContent;
  setTimeout(() => (button.textContent = label), 2500);
}

async function write(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return writeFromSelection(text);
  }
}

// The clipboard interface is missing on a plain http address other than this machine's own.
function writeFromSelection(text) {
  const area = document.createElement("textarea");
  const focused = document.activeElement;
  area.value = text;
  area.className = "unseen";
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  focused?.focus();
  return copied;
}

element.addEventListener("click", (event) => {
  const link = event.target.closest("a.marker, a.back");
  const button = event.target.closest("button.copy");
  if (link) {
    event.preventDefault();
    follow(link);
  } else if (button) {
    copy(button);
  }
});

// Gradio sets the language of its own few labels, "en"; the page is in British English.
function keepLanguage() {
  if (document.documentElement.lang !== "en-GB") document.documentElement.lang = "en-GB";
}
new MutationObserver(keepLanguage).observe(document.documentElement, { attributeFilter: ["lang"] });
keepLanguage();

watch("value", () => show(props.value || []));
show(props.value || []);
