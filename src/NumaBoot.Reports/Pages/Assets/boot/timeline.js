"use strict";
// One row for each node: phases, growths, workers of late init, waiting CPUs, over virtual time.
(() => {
  const { element, choice } = numaboot.dom;
  const { count, plural, pages, time, pfn } = numaboot.words;
  const { lineOf, valueAt } = numaboot.history;
  const { within, zoomed } = numaboot.part;
  const { head, paint } = numaboot.timelinePicture;
  const heights = [["14", "low"], ["28", "middle"], ["72", "high"]];

  /**
   * The timeline.
   * rows: [{ label, node, boot, growths }], where growths are those of the node; endNs: where the common time ends; headBoot: whose phases the head names, null for none.
   */
  function timeline(parent, { rows, endNs, headBoot, label }) {
    const view = { gutter: numaboot.gutterFor(rows), fromNs: 0, toNs: Math.max(1, endNs), rowHeight: rows.length > 200 ? 14 : 28, atNs: null };
    const hint = numaboot.dom.name("keys");
    const told = element("p", { class: "told", role: "status" }, "Point at a row, or move to it with the keys.");
    const list = numaboot.rowsBox({
      label, describedBy: hint, rows, top: head,
      heightOf: () => view.rowHeight,
      draw: picture => paint(picture, view, headBoot),
      keys: {
        ArrowUp: () => move(-1), ArrowDown: () => move(1), PageUp: () => move(-10), PageDown: () => move(10),
        Home: () => move(-rows.length), End: () => move(rows.length),
        ArrowLeft: event => step(event.shiftKey ? -0.25 : -0.02), ArrowRight: event => step(event.shiftKey ? 0.25 : 0.02),
        "+": () => zoom(0.5), "=": () => zoom(0.5), "-": () => zoom(2), 0: all,
        n: () => nextGrowth(1), p: () => nextGrowth(-1),
      },
    });

    list.box.dataset.gutter = view.gutter;
    const span = () => view.toNs - view.fromNs;
    const middle = () => (view.atNs !== null && view.atNs >= view.fromNs && view.atNs <= view.toNs ? view.atNs : view.fromNs + span() / 2);
    const room = () => Math.max(1, list.box.clientWidth - view.gutter);

    function show(fromNs, toNs) {
      [view.fromNs, view.toNs] = within([fromNs, toNs], endNs);
      list.redraw();
    }

    function zoom(by, aroundNs = middle()) {
      show(...zoomed([view.fromNs, view.toNs], by, aroundNs, endNs));
    }

    function all() {
      show(0, endNs);
    }

    function move(by) {
      list.choose((list.chosen < 0 ? (by > 0 ? -1 : 1) : list.chosen) + by);
      view.atNs ??= middle();
      tell();
    }

    // The moment that is told moves; the picture follows when it is at its edge.
    function step(by) {
      view.atNs = Math.max(0, Math.min(endNs, (view.atNs ?? middle()) + span() * by));
      if (view.atNs < view.fromNs || view.atNs > view.toNs) {
        show(view.fromNs + span() * Math.sign(by) * Math.max(0.25, Math.abs(by)), view.toNs + span() * Math.sign(by) * Math.max(0.25, Math.abs(by)));
      }
      tell();
    }

    function nextGrowth(by) {
      const row = rows[Math.max(0, list.chosen)];
      const atNs = view.atNs ?? -1;

      // Behind the last one comes the first.
      const next = by > 0 ? row.growths.find(growth => growth.atNs > atNs) ?? row.growths[0] : row.growths.findLast(growth => growth.atNs < atNs) ?? row.growths.at(-1);
      if (next) {
        view.atNs = next.atNs;
        if (view.atNs < view.fromNs || view.atNs > view.toNs) {
          show(view.atNs - span() / 2, view.atNs + span() / 2);
        }
      }
      list.choose(Math.max(0, list.chosen));
      tell();
    }

    function tell() {
      const at = list.chosen;
      if (at >= 0 && view.atNs !== null) {
        told.replaceChildren(sentence(rows[at], view.atNs, span() / room() * 4));
      }
      list.redraw();
    }

    function pointed(event) {
      const from = list.box.getBoundingClientRect();
      const x = event.clientX - from.left - view.gutter;
      const at = list.rowAt(event.clientY - from.top);
      if (at >= 0 && x >= 0) {
        view.atNs = view.fromNs + span() * x / room();
        list.choose(at);
        tell();
      }
    }

    let grabbed = null;
    list.box.addEventListener("pointermove", event => {
      if (grabbed && event.buttons) {
        const by = (grabbed.x - event.clientX) / room() * span();
        show(grabbed.fromNs + by, grabbed.fromNs + span() + by);
      } else {
        pointed(event);
      }
    });
    list.box.addEventListener("pointerdown", event => { grabbed = { x: event.clientX, fromNs: view.fromNs }; });
    list.box.addEventListener("pointerup", () => { grabbed = null; });
    list.box.addEventListener("wheel", event => {
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        const x = event.clientX - list.box.getBoundingClientRect().left - view.gutter;
        zoom(event.deltaY < 0 ? 0.8 : 1.25, view.fromNs + span() * Math.max(0, x) / room());
      } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        event.preventDefault();
        const by = (event.deltaX || event.deltaY) / room() * span();
        show(view.fromNs + by, view.toNs + by);
      }
    }, { passive: false });

    const phases = headBoot ? headBoot.phases.filter(phase => phase[2] > phase[1]) : [];
    const button = (text, act, name) => element("button", { type: "button", click: act, "aria-label": name }, text);
    parent.append(
      element("div", { class: "tools" },
        button("+", () => zoom(0.5), "zoom in"), button("−", () => zoom(2), "zoom out"), button("whole boot", all),
        phases.length > 0 ? choice("phase", [["", "all"], ...phases.map(phase => [phase[0], phase[0]])], "", chosen => {
          const phase = phases.find(one => one[0] === chosen);
          if (phase) { show(phase[1], phase[2]); } else { all(); }
        }) : null,
        choice("rows", heights, String(view.rowHeight), chosen => { view.rowHeight = Number(chosen); list.measure(); list.redraw(); })),
      numaboot.colours.legend(["grown", "late", "waiting"]),
      list.box,
      told,
      element("p", { class: "note", id: hint },
        "Triangles are growths; the band in the middle is how many workers of late init are at work, the one at the foot how many CPUs wait: while a zone grows, or for pages that others have under way. "
        + "Arrow keys move from row to row and through time (with Shift in larger steps), n and p from growth to growth (behind the last comes the first), + and - zoom, 0 shows all; "
        + "with the mouse, drag, and turn the wheel with Ctrl."));
    return { show, zoom, all, box: list.box, redraw: list.redraw };
  }

  function sentence(row, ns, nearNs) {
    const phase = row.boot.phases.find(one => ns >= one[1] && ns < one[2]);
    const near = row.growths.filter(growth => Math.abs(growth.atNs - ns) <= nearNs);
    const frontier = valueAt(lineOf(row.node, "frontier"), ns);
    const growth = near.length === 0 ? "" : near.length > 2 ? ` ${plural(near.length, "growth")} here.`
      : near.map(one => ` Grew ${pages(one.pages)} at ${time(one.atNs)} for cpu ${one.cpu}: order ${one.order} fell short (${one.reason}), the frontier went from ${pfn(one.before)} to ${pfn(one.after)}.`).join("");
    return `${row.label} at ${time(Math.round(ns))}${phase ? `, ${phase[0]}` : ""}: `
      + `${row.node.end <= row.node.start ? "no memory of its own" : frontier === 0 ? "no memory map yet" : frontier >= row.node.end ? "nothing deferred" : `first deferred pfn ${count(frontier)}`}, `
      + `${pages(valueAt(lineOf(row.node, "free"), ns))} free, ${plural(valueAt(lineOf(row.node, "waiting"), ns), "CPU waits", "CPUs wait")}, `
      + `${plural(valueAt(lineOf(row.node, "workers"), ns), "worker")} at work.${growth}`;
  }

  numaboot.timeline = timeline;
})();
