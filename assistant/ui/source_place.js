// Where a quotation stands, as it is told by a button or a link, and asking the server for it.
const sourcePlace = (() => {
  "use strict";

  const LOST = "The server cannot be reached: see whether it is running, then try again.";

  const address = (path) => new URL(path, document.baseURI).href;

  async function answered(path, options) {
    let response;
    try {
      response = await fetch(address(path), options);
    } catch {
      throw new Error(LOST);
    }
    if (response.ok) return response;
    if (response.status === 401) throw new Error("You are signed out: load this page again and sign in.");
    const told = await response.json().catch(() => null);
    const words = typeof told?.detail === "string" ? told.detail : "";
    throw new Error(words || `The server could not show this (error ${response.status}): try again.`);
  }

  function ofButton(button) {
    const { document: id, page, pageEnd, passage, quote } = button.dataset;
    return {
      document_id: id,
      page: Number(page) || null,
      page_end: Number(pageEnd) || null,
      passage_id: passage || "",
      quote: quote || "",
    };
  }

  // The place that this page's own address names; null where it names none.
  function ofAddress() {
    if (!location.hash.startsWith("#source=")) return null;
    const given = new URLSearchParams(location.hash.slice(1));
    const number = (name) => Number(given.get(name)) || null;
    return {
      document_id: given.get("source"),
      page: number("page"),
      page_end: number("end"),
      passage_id: given.get("passage") || "",
      quote: given.get("quote") || "",
      at: number("at"),
    };
  }

  // All of it stands behind the "#", which a browser keeps to itself: no server's log ever holds it.
  function fragment(place, view) {
    const given = new URLSearchParams({ source: place.document_id });
    for (const [name, value] of [
      ["page", place.page],
      ["end", place.page_end],
      ["passage", place.passage_id],
      ["at", view.at === view.quoted_at ? null : view.at],
      ["quote", place.quote],
    ]) {
      if (value) given.set(name, value);
    }
    return given.toString();
  }

  return { address, answered, ofButton, ofAddress, fragment };
})();
