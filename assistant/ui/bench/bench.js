// The list of runs: a button on a run's row tells the server what is to be done with which run. The server
// sends the list as finished, escaped HTML. Runs when it is mounted, with `element` and `trigger` given.

const deeds = ["show_report", "go_on", "delete_run"];

element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-do]");
  if (button && deeds.includes(button.dataset.do)) trigger(button.dataset.do, { id: button.dataset.run });
});
