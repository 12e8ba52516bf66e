// Filters over the questions. Without this script everything is shown; with it the questions are folded,
// and what the filters are set to stands in the address, so that a link opens the same view.
"use strict";

(() => {
  const NAMES = ["text", "verdict", "kind", "outcome", "authority", "failures"];
  const form = document.getElementById("filters");
  const shown = document.getElementById("shown");
  const questions = Array.from(document.querySelectorAll(".question"));
  const folds = Array.from(document.querySelectorAll("details"));
  const texts = new Map();
  // Shown in a frame of another page the report has no address of its own.
  const framed = location.protocol === "about:";

  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();

  function textOf(question) {
    if (!texts.has(question)) texts.set(question, plain(question.textContent));
    return texts.get(question);
  }

  function wanted() {
    const set = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value.trim()) set.set(name, value);
    return set;
  }

  function matches(question, set) {
    const has = (name) => !set.has(name) || question.dataset[name] === set.get(name);
    if (!has("verdict") || !has("kind") || !has("authority") || !has("failures")) return false;
    if (set.has("outcome") && !question.dataset.outcome.split(" ").includes(set.get("outcome"))) return false;
    return !set.has("text") || textOf(question).includes(plain(set.get("text")));
  }

  function apply() {
    const set = wanted();
    let count = 0;
    for (const question of questions) {
      question.hidden = !matches(question, set);
      if (!question.hidden) count += 1;
    }
    const all = questions.length.toLocaleString("en-GB");
    shown.textContent = `${count.toLocaleString("en-GB")} of ${all} questions shown`;
    return set;
  }

  function remember(set) {
    if (framed) return;
    const address = location.pathname + location.search;
    history.replaceState(null, "", set.toString() ? `#${set}` : address);
  }

  function restore(written) {
    const set = new URLSearchParams(written);
    for (const name of NAMES) {
      const field = form.elements[name];
      if (field.type === "checkbox") field.checked = set.get(name) === field.value;
      else field.value = set.get(name) ?? "";
      // A value that the page does not offer would otherwise leave the field blank.
      if (field.selectedIndex === -1) field.value = "";
    }
    apply();
  }

  function follow(hash) {
    if (hash.includes("=")) return restore(hash);
    const target = hash && document.getElementById(hash);
    if (!target) return hash ? undefined : restore("");
    if (target.hidden) restore("");
    const fold = target.matches(".question") && target.querySelector("details");
    if (fold) {
      fold.open = true;
      target.focus({ preventScroll: true });
    }
    target.scrollIntoView();
    const set = wanted();
    if (set.toString()) remember(set);
  }

  let waiting = 0;
  form.addEventListener("input", () => {
    const set = apply();
    clearTimeout(waiting);
    waiting = setTimeout(() => remember(set), 250);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    restore("");
    remember(wanted());
  });

  const fold = (open) => () => {
    for (const question of questions) if (!question.hidden) question.querySelector("details").open = open;
  };
  document.getElementById("open-all").addEventListener("click", fold(true));
  document.getElementById("close-all").addEventListener("click", fold(false));

  // On paper nothing can be unfolded.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = folds.filter((each) => !each.open);
    for (const each of folded) each.open = true;
  });
  addEventListener("afterprint", () => {
    for (const each of folded) each.open = false;
  });

  for (const each of folds) each.open = false;
  form.hidden = false;
  addEventListener("hashchange", () => follow(location.hash.slice(1)));
  // In a frame a link to a place in here would lead to that place of the page around it.
  if (framed) {
    document.addEventListener("click", (event) => {
      const link = event.target.closest('a[href^="#"]');
      if (!link) return;
      event.preventDefault();
      follow(link.getAttribute("href").slice(1));
    });
  }
  restore("");
  follow(location.hash.slice(1));
})();
