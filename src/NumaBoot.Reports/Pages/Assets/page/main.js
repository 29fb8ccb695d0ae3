"use strict";
// Draws the page out of its data.
(() => {
  // A seed may have more digits than a number of JavaScript has; within texts quotes are escaped, so that this is no text.
  const report = JSON.parse(document.getElementById("report").textContent.replace(/"seed":(-?\d{16,})/g, '"seed":"$1"'));
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
