"use strict";
// Charts by keyboard: the moment that is told, and how much of the time is in sight.
(() => {
  const { element, name } = numaboot.dom;

  // Charts of one group show the same moment, as it was asked for, since a pixel holds many; and the same part of the time.
  const moments = new Map();
  const ranges = new Map();

  // No picture shows less of the time.
  const leastNs = 10;

  /** The moment that a chart tells of, in nanoseconds. */
  function momentOf(plot, group) {
    return moments.get(group) ?? Math.round(plot.posToVal(plot.cursor.left, "x"));
  }

  /** Makes a chart by a function, and has it show what the others of its group show. */
  function joining(group, make) {
    const range = ranges.get(group);
    const plot = make({
      setScale: [(self, key) => { if (key === "x") { ranges.set(group, { min: self.scales.x.min, max: self.scales.x.max }); } }],

      // As long as a value lasts, uPlot would leave the moment at which it was first seen.
      setCursor: [self => self.setLegend(null, false)],
    });
    if (range) {
      plot.batch(() => plot.setScale("x", range));
    }
    if (moments.has(group)) {
      point(plot, moments.get(group));
    }
    return plot;
  }

  function point(plot, ns) {
    plot.setCursor({ left: plot.valToPos(ns, "x"), top: plot.over.clientHeight / 2 }, true, true);
  }

  /** Has a box hear keys for its chart, and through it for all of its group. plotOf: () => the chart, null before it is drawn; endNs: where time ends. */
  function hear(box, plotOf, group, endNs) {
    const inSight = plot => [plot.scales.x.min, plot.scales.x.max];
    const now = plot => (moments.has(group) || plot.cursor.left >= 0 ? momentOf(plot, group) : Math.round((plot.scales.x.min + plot.scales.x.max) / 2));

    function show(plot, fromNs, toNs) {
      const size = Math.max(leastNs, Math.min(endNs, toNs - fromNs));
      const min = Math.max(0, Math.min(endNs - size, fromNs));
      uPlot.sync(group).plots.forEach(one => one.batch(() => one.setScale("x", { min, max: min + size })));
    }

    // The picture follows when the moment leaves it.
    function go(plot, ns) {
      const atNs = Math.max(0, Math.min(endNs, Math.round(ns)));
      const [fromNs, toNs] = inSight(plot);
      moments.set(group, atNs);
      if (atNs < fromNs || atNs > toNs) {
        show(plot, atNs - (toNs - fromNs) / 2, atNs + (toNs - fromNs) / 2);
      }
      point(plot, atNs);
    }

    // At the closest there is nothing to move.
    function zoom(plot, wanted) {
      const atNs = now(plot);
      const [fromNs, toNs] = inSight(plot);
      const by = Math.max(wanted, Math.min(1, leastNs / (toNs - fromNs)));
      show(plot, atNs - (atNs - fromNs) * by, atNs + (toNs - atNs) * by);
      go(plot, atNs);
    }

    function all(plot) {
      const atNs = now(plot);
      show(plot, 0, endNs);
      go(plot, atNs);
    }

    function step(plot, by) {
      const [fromNs, toNs] = inSight(plot);
      go(plot, now(plot) + Math.sign(by) * Math.max(1, Math.abs(by) * (toNs - fromNs)));
    }

    // Behind the last change comes the first.
    function change(plot, by) {
      const [times, ...lines] = plot.data;
      const changes = times.filter((_, at) => at > 0 && lines.some(line => line[at] !== line[at - 1])).map(Math.ceil);
      const atNs = moments.has(group) || plot.cursor.left >= 0 ? momentOf(plot, group) : -1;
      const next = by > 0 ? changes.find(ns => ns > atNs) ?? changes[0] : changes.findLast(ns => ns < atNs) ?? changes.at(-1);
      go(plot, next ?? 0);
    }

    const keys = {
      ArrowLeft: (plot, event) => step(plot, event.shiftKey ? -0.25 : -0.02), ArrowRight: (plot, event) => step(plot, event.shiftKey ? 0.25 : 0.02),
      Home: plot => go(plot, 0), End: plot => go(plot, endNs),
      "+": plot => zoom(plot, 0.5), "=": plot => zoom(plot, 0.5), "-": plot => zoom(plot, 2), 0: all,
      n: plot => change(plot, 1), p: plot => change(plot, -1),
    };
    box.addEventListener("keydown", event => {
      const plot = plotOf();
      if (plot && keys[event.key] && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        keys[event.key](plot, event);
      }
    });

    // Where the pointer is in the picture, it says which moment; until it moves, another part of the time leaves the moment.
    for (const kind of ["pointermove", "pointerout"]) {
      box.addEventListener(kind, event => {
        if (event.target.closest(".u-over")) {
          moments.delete(group);
        }
      }, { capture: true });
    }
    box.addEventListener("dblclick", () => {
      const plot = plotOf();
      if (plot && moments.has(group)) {
        point(plot, moments.get(group));
      }
    });
  }

  /** What the keys do, said once for the charts of a part of the page; its name is what describes them. */
  function hint() {
    return element("p", { class: "note", id: name("keys") },
      "Arrow keys move through time (with Shift in larger steps), n and p from change to change (behind the last comes the first), + and - zoom, 0 shows all; with the mouse, point, drag to look closer, double-click to see all again.");
  }

  numaboot.chartKeys = { momentOf, joining, hear, hint };
})();
