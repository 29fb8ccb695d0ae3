"use strict";
// Charts by keyboard: the moment that is told, and how much of the time is in sight. All charts of a page have both in common.
(() => {
  const { element, name, hearKeys } = numaboot.dom;
  const { within, zoomed } = numaboot.part;

  // What charts of a page tell each other by.
  const group = "moments";

  // The moment as it was asked for, since a pixel holds many, null where the pointer says which; and the part of the time, null for all.
  const shared = { atNs: null, part: null };

  /** The moment that a chart tells of, in nanoseconds; null for none. */
  function momentOf(plot) {
    return shared.atNs ?? (plot.cursor.left >= 0 ? Math.round(plot.posToVal(plot.cursor.left, "x")) : null);
  }

  /** Makes a chart by a function that is given options, and has it show what the others show. */
  function joining(make) {
    const { part } = shared;
    const plot = make({
      sync: { key: group },
      hooks: {
        setScale: [(self, key) => { if (key === "x") { shared.part = inSight(self); } }],

        // As long as a value lasts, uPlot would leave the moment at which it was first seen.
        setCursor: [self => self.setLegend(null, false)],
      },
    });
    if (part) {
      look(plot, part);
    }
    if (shared.atNs !== null) {
      point(plot);
    }
    return plot;
  }

  const inSight = plot => [plot.scales.x.min, plot.scales.x.max];
  const look = (plot, [min, max]) => plot.batch(() => plot.setScale("x", { min, max }));

  /** Puts the moment into a chart, and through it into all. */
  function point(plot) {
    plot.setCursor({ left: plot.valToPos(shared.atNs, "x"), top: plot.over.clientHeight / 2 }, true, true);
  }

  /** Has a box hear keys for its chart. plotOf: () => the chart, null before it is drawn; endNs: where time ends. */
  function hear(box, plotOf, endNs) {
    const now = plot => momentOf(plot) ?? Math.round((plot.scales.x.min + plot.scales.x.max) / 2);
    const show = part => uPlot.sync(group).plots.forEach(one => look(one, part));

    // The picture follows when the moment leaves it.
    function go(plot, ns) {
      shared.atNs = Math.max(0, Math.min(endNs, Math.round(ns)));
      const [fromNs, toNs] = inSight(plot);
      if (shared.atNs < fromNs || shared.atNs > toNs) {
        show(within([shared.atNs - (toNs - fromNs) / 2, shared.atNs + (toNs - fromNs) / 2], endNs));
      }
      point(plot);
    }

    // What is in sight changes, the moment does not: where the pointer has said it, it would be another at the same place.
    function keep(plot, partAround) {
      const atNs = now(plot);
      show(partAround(atNs));
      go(plot, atNs);
    }

    const zoom = (plot, by) => keep(plot, atNs => zoomed(inSight(plot), by, atNs, endNs));

    function step(plot, by) {
      const [fromNs, toNs] = inSight(plot);
      go(plot, now(plot) + Math.sign(by) * Math.max(1, Math.abs(by) * (toNs - fromNs)));
    }

    // Behind the last change comes the first.
    function change(plot, by) {
      const [times, ...lines] = plot.data;
      const changes = times.filter((_, at) => at > 0 && lines.some(line => line[at] !== line[at - 1])).map(Math.ceil);
      const atNs = momentOf(plot) ?? -1;
      const next = by > 0 ? changes.find(ns => ns > atNs) ?? changes[0] : changes.findLast(ns => ns < atNs) ?? changes.at(-1);
      go(plot, next ?? 0);
    }

    const once = act => event => {
      const plot = plotOf();
      if (plot) {
        act(plot, event);
      }
    };
    hearKeys(box, {
      ArrowLeft: once((plot, event) => step(plot, event.shiftKey ? -0.25 : -0.02)), ArrowRight: once((plot, event) => step(plot, event.shiftKey ? 0.25 : 0.02)),
      Home: once(plot => go(plot, 0)), End: once(plot => go(plot, endNs)),
      "+": once(plot => zoom(plot, 0.5)), "=": once(plot => zoom(plot, 0.5)), "-": once(plot => zoom(plot, 2)), 0: once(plot => keep(plot, () => [0, endNs])),
      n: once(plot => change(plot, 1)), p: once(plot => change(plot, -1)),
    });

    // Where the pointer is in the picture, it says which moment; until it moves, another part of the time leaves the moment.
    for (const kind of ["pointermove", "pointerout"]) {
      box.addEventListener(kind, event => {
        if (event.target.closest(".u-over")) {
          shared.atNs = null;
        }
      }, { capture: true });
    }
    box.addEventListener("dblclick", once(plot => {
      if (shared.atNs !== null) {
        point(plot);
      }
    }));
  }

  /** What the keys do, said once for the charts of a part of the page; its name is what describes them. */
  function hint() {
    return element("p", { class: "note", id: name("keys") },
      "Arrow keys move through time (with Shift in larger steps), n and p from change to change (behind the last comes the first), + and - zoom, 0 shows all; with the mouse, point, drag to look closer, double-click to see all again.");
  }

  numaboot.chartKeys = { momentOf, joining, hear, hint };
})();
