// Keys of the map while it has the focus: each goes where the link with that key goes; without this file the links do.
"use strict";
const map = document.getElementById("drawing");
const keys = { "=": "+", "_": "-", "−": "-" };
map?.addEventListener("keydown", (event) => {
  if (event.target !== map || event.ctrlKey || event.metaKey || event.altKey) return;
  const key = keys[event.key] ?? event.key;
  const link = [...document.querySelectorAll("[data-key]")].find((each) => each.dataset.key === key);
  // On a narrow screen the arrows first scroll what is there.
  const across = key === "ArrowLeft" ? map.scrollLeft > 0 : map.scrollLeft + map.clientWidth < map.scrollWidth - 1;
  if (!link || (/Left|Right/.test(key) && across && map.scrollWidth > map.clientWidth)) return;
  event.preventDefault();
  location.assign(link.href);
});
if (location.hash === "#drawing") map?.focus();
