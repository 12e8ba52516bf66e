// A piece of the library in which something is chosen: a document by a click anywhere on its row or by Enter on
// its title, the order by a heading's button, another page by its button. The server sends it as finished,
// escaped HTML. Runs when the piece is mounted, with `element`, `trigger` and `watch` given by the page.

const deeds = { open: "open_paper", sort: "sort_by", turn: "turn_to", dismiss: "dismiss_file", leave: "leave_out" };
let pressed = null;

element.addEventListener("click", (event) => {
  const selected = String(window.getSelection());
  const button = event.target.closest("button");
  const target = button || (!selected && event.target.closest("tr")?.querySelector(".pick"));
  if (!target || target.disabled) return;
  for (const [name, deed] of Object.entries(deeds)) {
    if (!(name in target.dataset)) continue;
    pressed = target.dataset.key ? `[data-key="${target.dataset.key}"]` : `[data-${name}="${target.dataset[name]}"]`;
    trigger(deed, { id: target.dataset[name] });
  }
});

const keys = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };

element.addEventListener("keydown", (event) => {
  const rows = Array.from(element.querySelectorAll("tr .pick"));
  const place = rows.indexOf(event.target);
  if (place < 0 || !(event.key in keys)) return;
  event.preventDefault();
  rows[Math.min(Math.max(place + keys[event.key], 0), rows.length - 1)].focus();
});

// The button that was pressed is replaced with the rest; the keyboard goes on from the new one.
watch("value", () => {
  if (!pressed) return;
  const again = element.querySelector(pressed);
  const usable = again?.disabled ? element.querySelector(".turning button:not([disabled])") : again;
  pressed = null;
  usable?.focus({ preventScroll: true });
});
