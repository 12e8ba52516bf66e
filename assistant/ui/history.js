// The reader's earlier conversations: listed when the panel is opened, searched, opened again, deleted.
// Titles are what the reader typed: they are set as text, never as markup. Runs when the panel is mounted, with
// `element`, `props` and `trigger` given by the page.

const panel = element.querySelector("details");
const list = element.querySelector(".conversations");
const told = element.querySelector(".history-told");
const words = element.querySelector("#history-words");
const deleteAll = element.querySelector(".delete-all");
const dialog = element.querySelector("dialog");
const busy = '#log [data-state="searching"], #log [data-state="answering"], #log [data-state="writing"]';
let latest = 0;

async function call(method, address) {
  try {
    const reply = await fetch(`records/conversations${address}`, {
      method,
      headers: { "X-Requested-With": "commissioning-assistant" },
    });
    if (reply.ok) return await reply.json();
    told.textContent =
      reply.status === 401
        ? "You are signed out: sign in again."
        : reply.status === 404
          ? "This conversation is no longer there."
          : "Your conversations cannot be read now: try again later.";
  } catch {
    told.textContent = "The server cannot be reached: try again.";
  }
  return null;
}

// Of two searches that overtake each other, the one that was asked for last is shown.
async function load(after = "") {
  const asked = ++latest;
  const sought = words.value.trim();
  const found = await call("GET", `?search=${encodeURIComponent(sought)}`);
  if (!found || asked !== latest) return;
  list.replaceChildren(...found.conversations.map(line));
  deleteAll.hidden = !sought && found.conversations.length === 0;
  told.textContent = [after, count(found, sought)].filter(Boolean).join(" ");
}

function count({ kept_days, conversations }, sought) {
  const number = conversations.length;
  if (kept_days === 0) return "Conversations are not kept beyond this session.";
  if (sought) return number ? `${number} found.` : "None of your conversations holds all these words.";
  return number ? "" : "There are none yet.";
}

function line({ id, title, questions, updated }) {
  const item = document.createElement("li");
  const when = new Date(updated).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
  const facts = document.createElement("span");
  facts.className = "told";
  facts.textContent = `${when}, ${questions} ${questions === 1 ? "question" : "questions"}`;
  const heading = document.createElement("span");
  heading.className = "history-title";
  heading.textContent = title;
  const row = document.createElement("span");
  row.className = "history-row";
  row.append(button("Open", title, () => open(id)), button("Delete", title, () => confirmed(id)), save(id, title));
  item.append(heading, facts, row);
  return item;
}

function button(words, title, deed) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.setAttribute("aria-label", `${words}: ${title}`);
  made.addEventListener("click", deed);
  return made;
}

function save(id, title) {
  const link = document.createElement("a");
  link.href = `records/conversations/${encodeURIComponent(id)}/export/docx`;
  link.download = "";
  link.textContent = "Save as Word";
  link.setAttribute("aria-label", `Save as Word: ${title}`);
  return link;
}

function open(id) {
  if (document.querySelector(busy)) {
    told.textContent = "An answer is being given: open this when it is there.";
    return;
  }
  props.value = id;
  trigger("submit");
}

// "" stands for all of them.
function confirmed(id) {
  dialog.dataset.id = id;
  dialog.querySelector("h2").textContent = id ? "Delete this conversation?" : "Delete all your conversations?";
  dialog.showModal();
}

async function remove(id) {
  dialog.close();
  const done = await call("DELETE", id ? `/${encodeURIComponent(id)}` : "");
  if (!done) return;
  const shown = document.querySelector("#log .after")?.dataset.conversation;
  if (shown && (!id || shown === id)) document.querySelector("#clear")?.click();
  await load(done.deleted === 1 ? "Deleted." : `${done.deleted} deleted.`);
  words.focus();
}

panel.addEventListener("toggle", () => panel.open && load());
element.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  load();
});
words.addEventListener("search", () => load());
deleteAll.addEventListener("click", () => confirmed(""));
dialog.querySelector(".keep").addEventListener("click", () => dialog.close());
dialog.querySelector(".really").addEventListener("click", () => remove(dialog.dataset.id));
