// The log's table: its buttons lead to other pages of it. The server sends it as finished, escaped HTML. Runs
// when it is mounted, with `element`, `trigger` and `watch` given by the page.

let pressed = null;

element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-turn]");
  if (!button || button.disabled) return;
  pressed = button.dataset.key;
  trigger("turn_to", { id: button.dataset.turn });
});

// The button that was pressed is replaced with the rest; the keyboard goes on from the new one, the eye from
// the first of the new entries.
watch("value", () => {
  if (!pressed) return;
  const again = element.querySelector(`[data-key="${pressed}"]`);
  pressed = null;
  const usable = again?.disabled ? element.querySelector(".turning button:not([disabled])") : again;
  usable?.focus({ preventScroll: true });
  element.querySelector(".log-rows")?.scrollTo(0, 0);
});
