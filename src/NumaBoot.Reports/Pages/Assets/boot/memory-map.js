"use strict";
// The memory of nodes, section by section.
(() => {
  const { element } = numaboot.dom;
  const { count, plural, pages, time } = numaboot.words;
  const { freedOf } = numaboot.history;
  const order = ["twice", "early", "grown", "late", "released", "reserved", "deferred", "hole"];
  const whose = {
    early: () => "handed over by memblock",
    grown: run => (run.who < 0 ? "grown" : `grown for cpu ${run.who}`),
    late: run => `initialised late by worker ${run.who}`,
    released: () => "given back after it was reserved",
  };

  /** rows: [{ label, node, boot, growths }]; hasTwice: whether some pages were initialised or freed twice; without: how many nodes have no memory. */
  function memoryMap(parent, { rows, label, hasTwice = false, without = 0 }) {
    const most = rows.reduce((found, row) => Math.max(found, sectionsOf(row)), 1);
    const view = { gutter: numaboot.gutterFor(rows), size: most <= 64 ? 22 : most <= 1024 ? 12 : 8, section: 0 };
    const hint = numaboot.dom.name("keys");
    const told = element("p", { class: "told", role: "status" }, "Point at a section, or move to it with the keys.");
    const across = () => Math.max(1, Math.floor((list.box.clientWidth - view.gutter - 6) / view.size));
    let list = null;
    list = numaboot.rowsBox({
      label, describedBy: hint, rows,
      heightOf: row => Math.max(1, Math.ceil(sectionsOf(row) / (list ? across() : 64))) * view.size + 6,
      draw: picture => paint(picture, view, across()),
      keys: {
        ArrowLeft: () => move(-1), ArrowRight: () => move(1), ArrowUp: () => move(-across()), ArrowDown: () => move(across()),
        PageUp: () => choose(list.chosen - 1, 0), PageDown: () => choose(list.chosen + 1, 0),
        Home: () => choose(list.chosen, 0), End: () => choose(list.chosen, Infinity),
      },
    });

    list.box.dataset.gutter = view.gutter;

    function move(by) {
      const at = Math.max(0, list.chosen);
      const next = view.section + by;
      if (list.chosen < 0) {
        choose(0, 0);
      } else if (next < 0 && at > 0) {
        choose(at - 1, Infinity);
      } else if (next >= sectionsOf(rows[at]) && at < rows.length - 1) {
        choose(at + 1, 0);
      } else {
        choose(at, next);
      }
    }

    function choose(at, section) {
      const row = rows[Math.max(0, Math.min(rows.length - 1, at))];
      view.section = Math.max(0, Math.min(sectionsOf(row) - 1, section));
      list.choose(at);
      told.replaceChildren(sentence(row, view.section));
    }

    list.box.addEventListener("pointermove", event => {
      const from = list.box.getBoundingClientRect();
      const at = list.rowAt(event.clientY - from.top);
      if (at >= 0) {
        const x = Math.floor((event.clientX - from.left - view.gutter) / view.size);
        const y = Math.floor((event.clientY - from.top - list.topOf(at) - 3) / view.size);
        const section = y * across() + x;
        if (x >= 0 && x < across() && y >= 0 && section < sectionsOf(rows[at])) {
          choose(at, section);
        }
      }
    });

    parent.append(
      numaboot.colours.legend(order.filter(kind => kind !== "twice" || hasTwice)),
      list.box,
      told,
      element("p", { class: "note", id: hint },
        `Each square is a section of ${pages(rows[0]?.boot.sectionPages ?? 0)}; one of several kinds has a part for each. ${without > 0 ? `${plural(without, "node has", "nodes have")} no memory and no row. ` : ""}Arrow keys move from section to section, Page Up and Page Down from row to row.`));
    list.measure();
    return { box: list.box, choose, told };
  }

  const firstOf = row => Math.floor(row.node.start / row.boot.sectionPages);

  const sectionsOf = row => (row.node.end > row.node.start ? Math.ceil(row.node.end / row.boot.sectionPages) - firstOf(row) : 0);

  /** For each section of a row how many of its pages are what; worked out when it is first in sight. */
  function kindsOf(row) {
    if (!row.kinds) {
      const size = sectionsOf(row);
      row.kinds = Object.fromEntries(order.map(kind => [kind, new Float64Array(size)]));
      spread(row, "reserved", row.node.memory);
      take(row, "reserved", "deferred", row.node.free);
      for (const run of freedOf(row.node, row.boot)) {
        const [among, beside] = run.by === "released" ? apart(row.node.free, run) : [[run.start, run.pages], []];
        take(row, "deferred", run.by, among);
        take(row, "reserved", run.by, beside);
      }
      for (let at = 0; at < size; at++) {
        const here = Math.min(row.node.end, (firstOf(row) + at + 1) * row.boot.sectionPages) - Math.max(row.node.start, (firstOf(row) + at) * row.boot.sectionPages);
        row.kinds.hole[at] = here - order.reduce((sum, kind) => sum + (kind === "hole" ? 0 : row.kinds[kind][at]), 0);
      }
    }
    return row.kinds;
  }

  const spread = (row, kind, ranges) => each(row, ranges, (at, here) => { row.kinds[kind][at] += here; });

  /** What is given back later was not initialised where memblock frees late, and else reserved: the ranges of a run that are among others, and those beside. */
  function apart(ranges, run) {
    const among = [];
    const beside = [];
    let pfn = run.start;
    const end = run.start + run.pages;
    for (let index = 0; index < ranges.length; index += 2) {
      const from = Math.max(pfn, ranges[index]);
      const to = Math.min(end, ranges[index] + ranges[index + 1]);
      if (from < to) {
        beside.push(pfn, from - pfn);
        among.push(from, to - from);
        pfn = to;
      }
    }
    beside.push(pfn, end - pfn);
    return [among, beside];
  }

  // What comes although it is there already comes twice.
  const take = (row, source, to, ranges) => each(row, ranges, (at, here) => {
    const fresh = Math.min(here, row.kinds[source][at]);
    row.kinds[source][at] -= fresh;
    row.kinds[to][at] += fresh;
    let again = here - fresh;
    row.kinds.twice[at] += again;
    for (const kind of [to, "grown", "late", "early", "released"]) {
      const was = Math.min(again, row.kinds[kind][at]);
      row.kinds[kind][at] -= was;
      again -= was;
    }
  });

  function each(row, ranges, act) {
    const size = row.boot.sectionPages;
    for (let index = 0; index < ranges.length; index += 2) {
      const end = Math.min(row.node.end, ranges[index] + ranges[index + 1]);
      for (let pfn = Math.max(row.node.start, ranges[index]); pfn < end;) {
        const section = Math.floor(pfn / size);
        const upTo = Math.min(end, (section + 1) * size);
        act(section - firstOf(row), upTo - pfn);
        pfn = upTo;
      }
    }
  }

  function sentence(row, at) {
    const size = row.boot.sectionPages;
    const section = firstOf(row) + at;
    const start = Math.max(row.node.start, section * size);
    const end = Math.min(row.node.end, (section + 1) * size);
    const kinds = kindsOf(row);
    const turns = freedOf(row.node, row.boot).filter(run => run.start < end && run.start + run.pages > start)
      .map(run => ({ ...run, pages: Math.min(end, run.start + run.pages) - Math.max(start, run.start) }));
    const merged = new Map();
    for (const run of turns) {
      const key = `${run.by} ${run.who}`;
      const seen = merged.get(key);
      merged.set(key, seen ? { ...seen, pages: seen.pages + run.pages, atNs: Math.min(seen.atNs, run.atNs), untilNs: Math.max(seen.untilNs, run.atNs) } : { ...run, untilNs: run.atNs });
    }
    const told = [...merged.values()].slice(0, 6).map(run => `${plural(run.pages, "page")} ${whose[run.by](run)} ${run.atNs === run.untilNs ? `at ${time(run.atNs)}` : `from ${time(run.atNs)} to ${time(run.untilNs)}`}`);
    const growth = row.growths.find(one => one.before < end && (one.after < 0 || one.after > start) && merged.has(`grown ${one.cpu}`));
    const rest = ["twice", "reserved", "deferred", "hole"].filter(kind => kinds[kind][at] > 0)
      .map(kind => `${plural(kinds[kind][at], "page")} ${numaboot.colours.states[kind].text}`);
    return `${row.label}, section ${count(at)} of the node, pfn ${count(start)} to ${count(end - 1)}: ${[...told, ...rest].join("; ")}${merged.size > 6 ? "; and more" : ""}.`
      + (growth ? ` It was ${growth.zone}'s turn to grow: order ${growth.order} fell short (${growth.reason}).` : "");
  }

  /** What a section is as a whole, as the place in the order of kinds; -1 where it is of several. Worked out once. */
  function soleOf(row) {
    if (!row.sole) {
      const kinds = kindsOf(row);
      row.sole = Int8Array.from({ length: sectionsOf(row) }, (_, at) => {
        const there = order.filter(kind => kinds[kind][at] > 0);
        return there.length === 1 ? order.indexOf(there[0]) : -1;
      });
    }
    return row.sole;
  }

  function paint({ brush, width, height, rows, chosen }, view, across) {
    const { of } = numaboot.colours;
    rows.forEach(placed => paintRow(brush, placed, view, across, height));

    // Squares lie below each other in all rows: what is between them is drawn once.
    brush.fillStyle = of("page");
    for (let column = 1; column <= across; column++) {
      brush.fillRect(view.gutter + column * view.size - 1, 0, 1, height);
    }
    for (const { row, at: index, top, height: rowHeight } of rows) {
      const isChosen = index === chosen;
      brush.fillStyle = of(isChosen ? "focus" : "ink");
      brush.font = `${isChosen ? "bold " : ""}12px system-ui, sans-serif`;
      brush.textBaseline = "top";
      brush.fillText(row.label, 6, top + 3, view.gutter - 10);
      brush.fillStyle = of("rule");
      brush.fillRect(0, top + rowHeight - 1, width, 1);
      if (isChosen) {
        brush.strokeStyle = of("focus");
        brush.lineWidth = 3;
        brush.strokeRect(
          view.gutter + (view.section % across) * view.size - 1, top + 2 + Math.floor(view.section / across) * view.size, view.size + 1, view.size + 1);
      }
    }
  }

  /** The lines of a row that are in sight; what lies side by side and is the same is one rectangle. */
  function paintRow(brush, { row, top, height: rowHeight }, view, across, height) {
    const { fill } = numaboot.colours;
    const kinds = kindsOf(row);
    const sole = soleOf(row);
    const firstLine = Math.max(0, Math.floor((-top - 3) / view.size));
    const lastLine = Math.min(Math.ceil((rowHeight - 6) / view.size), Math.ceil((height - top) / view.size));
    for (let line = firstLine; line < lastLine; line++) {
      const lineTop = top + 3 + line * view.size;
      const end = Math.min(sole.length, (line + 1) * across);
      for (let at = line * across; at < end;) {
        let next = at + 1;
        while (next < end && sole[at] >= 0 && sole[next] === sole[at]) {
          next++;
        }
        const left = view.gutter + (at % across) * view.size;
        if (sole[at] < 0) {
          paintSection(brush, kinds, at, left, lineTop, view.size, fill);
        } else {
          brush.fillStyle = fill(brush, order[sole[at]]);
          brush.fillRect(left, lineTop, (next - at) * view.size - 1, view.size - 1);
        }
        at = next;
      }
    }
  }

  function paintSection(brush, kinds, at, left, top, size, fill) {
    const total = order.reduce((sum, kind) => sum + kinds[kind][at], 0);
    let from = 0;
    for (const kind of order) {
      const here = kinds[kind][at];
      if (here > 0) {
        const to = from + here / total * (size - 1);
        brush.fillStyle = fill(brush, kind);
        brush.fillRect(left, top + from, size - 1, Math.max(0.5, to - from));
        from = to;
      }
    }
  }

  /** Whether pages came twice, by what broke. */
  numaboot.isTwice = broken => ["page-initialised-once", "page-freed-once"].some(name => broken.includes(name));

  numaboot.memoryMap = memoryMap;
  numaboot.kindsOf = kindsOf;
})();
