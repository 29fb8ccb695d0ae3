"use strict";
// Draws the page out of its data.
(() => {
  const report = JSON.parse(document.getElementById("report").textContent);
  const main = document.getElementById("main");
  document.getElementById("controls").append(numaboot.colours.control());
  numaboot.views[report.kind](report, main);
  requestAnimationFrame(() => {
    performance.mark("first picture");
    document.documentElement.dataset.drawn = "true";
  });
})();
