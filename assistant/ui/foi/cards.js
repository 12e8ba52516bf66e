// From a number in the draft to its card, which may be folded away in a candidate.
// Runs when the draft is mounted, with `element` given by the page.

element.addEventListener("click", (event) => {
  const link = event.target.closest("a.marker");
  const card = link && document.getElementById(link.getAttribute("href").slice(1));
  if (!link) return;
  event.preventDefault();
  for (let fold = card?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  card?.scrollIntoView({ block: "nearest" });
  card?.focus({ preventScroll: true });
});
