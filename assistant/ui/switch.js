// The switch between quoted and written answers. Gradio names neither the group nor, alike, its choices, and
// names them anew whenever one is chosen: without this a screen reader hears no question to the choices and
// the arrow keys do not move between them.
() => {
  const group = document.getElementById("mode");
  const join = () => {
    for (const choice of group.querySelectorAll("input")) {
      if (choice.name !== "mode") choice.name = "mode";
    }
  };
  group.setAttribute("role", "radiogroup");
  group.setAttribute("aria-label", "Answers");
  group.setAttribute("aria-describedby", "mode-told");
  new MutationObserver(join).observe(group, { attributeFilter: ["name"], childList: true, subtree: true });
  join();
};
