"use strict";
// Draws the page out of its data.
(() => {
  const report = JSON.parse(document.getElementById("report").textContent);
  const main = document.getElementById("main");
  document.getElementById("controls").append(numaboot.colours.control());
  numaboot.views[report.kind](report, main);
  const heads = [...main.querySelectorAll("h2")];
  document.getElementById("controls").after(numaboot.dom.element("nav", { "aria-label": "on this page" },
    numaboot.dom.element("ul", { class: "contents" }, heads.map(head => numaboot.dom.element("li", {}, numaboot.dom.element("a", { href: `#${head.id}` }, head.textContent))))));
  requestAnimationFrame(() => {
    performance.mark("first picture");
    document.documentElement.dataset.drawn = "true";
  });
})();
