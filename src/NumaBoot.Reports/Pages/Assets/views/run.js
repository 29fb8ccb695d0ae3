"use strict";
// A boot.
(() => {
  const { element, section, choice, tiles } = numaboot.dom;
  const { count, pages, time, milliseconds, pfn } = numaboot.words;
  const { lineOf, drawn, sum, byNode } = numaboot.history;

  numaboot.views.run = (report, main) => {
    const facts = report.facts;
    const boot = report.pictures.boots[0];
    const growths = byNode(facts.growths);
    const rows = boot.nodes.map(node => ({ label: `node ${node.nid}`, node, boot, growths: growths.get(node.nid) ?? [] }));
    const withMemory = rows.filter(row => row.node.end > row.node.start);

    main.append(tiles(headOf(facts)));
    if (boot.nodes.some(node => node.lines)) {
      const place = section(main, "Timeline", "Every node over virtual time.");
      numaboot.timeline(place, { rows, endNs: boot.endNs, headBoot: boot, label: "timeline of all nodes" });
      const map = section(main, "Memory map", "Every section of every node, and how it came to be initialised.");
      numaboot.memoryMap(map, { rows: withMemory, label: "memory map of all nodes", hasTwice: numaboot.isTwice(facts.violations.map(one => one.invariant)), without: rows.length - withMemory.length });
      lines(main, withMemory, boot);
      const waits = section(main, "Waiting", "From the arrival of a request to its answer: at zones for pages, at grow coordinators for growth.");
      numaboot.histogram(waits, { nodes: boot.nodes, place: "zone", caption: "requests for pages" });
      numaboot.histogram(waits, { nodes: boot.nodes, place: "coordinator", caption: "requests to grow" });
    }
    tables(main, facts, boot);
  };

  const headOf = facts => [
    ["outcome", facts.outcome, facts.outcome === "booted" ? null : "bad"],
    ["virtual time", time(facts.virtualNs)],
    ["growths", count(facts.growths.length)],
    ["grown", pages(facts.growths.reduce((all, growth) => all + growth.pages, 0))],
    ["waited for pages under way", count(facts.allocations.waited)],
    ["served elsewhere", count(facts.allocations.remote)],
    ["failed", count(facts.allocations.failed), facts.allocations.failed > 0 ? "bad" : null],
    ["invariants broken", count(facts.violations.length), facts.violations.length > 0 ? "bad" : null],
    ["digest", facts.digest],
  ];

  function lines(main, rows, boot) {
    const place = section(main, "Over time", "Where the first deferred pfn stands, and how many pages are free. Late init claims all that is left at once: the first deferred pfn goes to the end of the node when it begins.");
    const all = "all";
    const of = (chosen, name) => {
      if (chosen !== all) {
        return drawn(lineOf(rows[Number(chosen)].node, name));
      }
      return sum(rows.map(row => lineOf(row.node, name)));
    };
    const frontier = chosen => (chosen === all
      ? { title: "before the first deferred pfns", unit: "pages", lines: [{ label: "pages before them", ...numaboot.history.below(rows.map(row => row.node)), colour: "grown" }] }
      : { title: "first deferred pfn", unit: "pfn", lines: [{ label: "first deferred pfn", ...of(chosen, "frontier"), colour: "grown" }] });
    const free = chosen => ({ title: "free", lines: [{ label: "free pages", ...of(chosen, "free"), before: 0, colour: "line" }] });
    const first = rows.length === 1 ? "0" : String(Math.max(0, rows.findIndex(row => row.growths.length === Math.max(...rows.map(other => other.growths.length)))));
    const charts = [];
    place.append(element("div", { class: "tools" }, choice("node",
      [...rows.map((row, at) => [String(at), row.label]), [all, "all nodes together"]], first, chosen => {
        charts[0].set(frontier(chosen));
        charts[1].set(free(chosen));
      })));
    if (rows.length > 0) {
      const hint = numaboot.chartKeys.hint();
      charts.push(numaboot.chart(place, { ...frontier(first), endNs: boot.endNs, describedBy: hint.id }));
      charts.push(numaboot.chart(place, { ...free(first), endNs: boot.endNs, describedBy: hint.id }));
      place.append(hint);
    }
  }

  function tables(main, facts, boot) {
    const place = section(main, "Nodes", "All that is in --json, to sort and to filter.");
    const pictures = new Map(boot.nodes.map(node => [node.nid, node]));
    const growths = byNode(facts.growths);
    const number = (name, value, text) => ({ name, number: true, value, text });
    place.append(numaboot.table({
      caption: "nodes", rows: facts.nodes,
      columns: [
        { name: "node", value: node => node.nid },
        number("CPUs", node => pictures.get(node.nid)?.cpus ?? 0),
        number("early", node => node.earlyPages, pages),
        number("growths", node => growths.get(node.nid)?.length ?? 0),
        number("grown", node => node.grownPages, pages),
        number("late", node => node.latePages, pages),
        number("lost", node => node.lostPages, pages),
        number("workers", node => node.lateWorkers),
        number("late init", node => node.lateNs, milliseconds),
        number("served", node => node.allocations.served),
        number("elsewhere", node => node.allocations.remote),
        number("waited for pages", node => node.allocations.waited),
        { ...number("failed", node => node.allocations.failed), bad: node => node.allocations.failed > 0 },
        number("longest wait", node => pictures.get(node.nid)?.waits?.zone.longestNs ?? 0, time),
      ],
    }));
    place.append(numaboot.table({
      caption: "zones", rows: facts.nodes.flatMap(node => node.zones.map(zone => ({ ...zone, nid: node.nid }))),
      columns: [
        { name: "node", value: zone => zone.nid },
        { name: "zone", value: zone => zone.zone },
        number("start pfn", zone => zone.start),
        number("spanned", zone => zone.spanned),
        number("present", zone => zone.present),
        number("managed", zone => zone.managed),
        number("free", zone => zone.free),
      ],
    }));
    place.append(numaboot.table({
      caption: "growths", rows: facts.growths, empty: "nothing grew",
      columns: [
        number("at", growth => growth.atNs, time),
        number("node", growth => growth.nid),
        { name: "zone", value: growth => growth.zone },
        number("for cpu", growth => growth.cpu),
        number("order", growth => growth.order),
        { name: "fell short", value: growth => growth.reason },
        number("frontier before", growth => growth.before, pfn),
        number("after", growth => growth.after, pfn),
        number("pages", growth => growth.pages),
      ],
    }));
    place.append(numaboot.table({
      caption: "phases", rows: facts.phases,
      columns: [
        { name: "phase", value: phase => phase.name },
        number("from", phase => phase.startNs, time),
        number("to", phase => phase.endNs, time),
        number("took", phase => phase.endNs - phase.startNs, time),
      ],
    }));
    place.append(numaboot.table({
      caption: "broken invariants", rows: facts.violations, empty: "every invariant held",
      columns: [
        { name: "invariant", value: violation => violation.invariant, bad: () => true },
        { name: "claimed by the policy", value: violation => (violation.claimed ? "yes" : "no") },
        { name: "what happened", value: violation => violation.detail },
      ],
    }));
  }
})();
