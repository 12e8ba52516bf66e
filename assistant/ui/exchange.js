// Under an answer: what the reader thinks of it goes to the server as soon as it is chosen, a note when it is
// sent. One listener on the document serves every answer, also those that come later.

(() => {
  const heard = "Thank you. You can add a note or change your mind.";

  async function give(part, verdict) {
    const note = part.querySelector("textarea").value;
    const reply = await send(part.dataset.exchange, { verdict, note });
    if (reply === "") {
      for (const button of part.querySelectorAll(".judge")) {
        button.setAttribute("aria-pressed", String(button.dataset.verdict === verdict));
      }
      part.querySelector(".noting").hidden = false;
    }
    return reply;
  }

  // What went wrong, in words; "" where nothing did.
  async function send(exchange, given) {
    try {
      const reply = await fetch(`records/answers/${encodeURIComponent(exchange)}/feedback`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Requested-With": "commissioning-assistant" },
        body: JSON.stringify(given),
      });
      if (reply.ok) return "";
      if (reply.status === 401) return "You are signed out: sign in again, then choose once more.";
      if (reply.status === 404) return "This answer is no longer kept, so nothing can be said of it.";
    } catch {
      return "The server cannot be reached: try again.";
    }
    return "This could not be kept: try again.";
  }

  async function judge(part, button) {
    const trouble = await give(part, button.dataset.verdict);
    tell(part, trouble || heard);
  }

  async function sendNote(part) {
    const chosen = part.querySelector('.judge[aria-pressed="true"]');
    const trouble = await give(part, chosen.dataset.verdict);
    tell(part, trouble || "Your note is kept. Thank you.");
  }

  // Emptied first: the same words said twice would not be read out again.
  function tell(part, words) {
    const told = part.querySelector(".judged");
    told.textContent = "";
    requestAnimationFrame(() => (told.textContent = words));
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".after button");
    if (!button) return;
    const part = button.closest(".after");
    if (button.matches(".judge")) judge(part, button);
    else if (button.matches(".send-note")) sendNote(part);
  });
})();
