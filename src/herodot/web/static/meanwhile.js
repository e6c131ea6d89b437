// Says on an open page that others decided on the same thing. One rule: it only says so; what is typed stays as it is.
"use strict";
(() => {
  const place = document.querySelector("[data-changes]");
  const EVERY = 10000;
  let told = "";

  // Whether somebody has typed or chosen something here that is not sent.
  function typed() {
    return [...document.querySelectorAll("form[method=post] :is(input, textarea, select)")].some((field) =>
      field.type === "hidden" ? false
      : field.type === "radio" || field.type === "checkbox" ? field.checked !== field.defaultChecked
      : field.options ? [...field.options].some((o) => o.selected !== o.defaultSelected) && field.selectedIndex !== 0
      : field.value !== field.defaultValue);
  }

  function say(words, address, link) {
    if (words === told) return;
    told = words;
    const to = document.createElement("a");
    to.href = address;
    to.textContent = link;
    // A page with words that are not sent stays open beside the new one.
    to.addEventListener("click", () => { to.target = typed() || address.startsWith("/sign-in") ? "_blank" : "_self"; });
    place.replaceChildren(words, ": ", to);
  }

  async function ask() {
    if (document.hidden) return;
    try {
      const answer = await fetch(place.dataset.changes, { cache: "no-store", credentials: "same-origin" });
      if (answer.status === 401) return say("You are signed out", "/sign-in", "sign in before you send anything");
      if (!answer.ok) return;
      const found = await answer.json();
      if (found.number) say(found.words, location.pathname + location.search, "show");
    } catch {
      // Not there now: the next time may do.
    }
  }

  if (!place) return;
  setInterval(ask, EVERY);
  document.addEventListener("visibilitychange", ask);
})();
