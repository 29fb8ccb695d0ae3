"use strict";
// One machine under several policies.
(() => {
  const { element, section, choice } = numaboot.dom;
  const { count, pages, time } = numaboot.words;
  const { lineOf, drawn, sum, byNode } = numaboot.history;
  const dashes = [[], [8, 4], [2, 3], [12, 3, 2, 3], [5, 5], [14, 5], [3, 6], [9, 3, 3, 3]];
  const each = "each";
  const all = "all";

  numaboot.views.compare = (report, main) => {
    const { facts, pictures } = report;
    const growths = new Map(pictures.boots.map(boot => [boot, byNode(boot.growths)]));
    const endNs = pictures.boots.reduce((most, boot) => Math.max(most, boot.endNs), 1);
    const nids = pictures.boots[0].nodes.map(node => node.nid);
    const rowsOf = chosen => nids.filter(nid => chosen === each || String(nid) === chosen).flatMap(nid => pictures.boots.map(boot => ({
      label: nids.length > 1 ? `node ${nid} · ${boot.policy}` : boot.policy,
      node: boot.nodes.find(node => node.nid === nid), boot, growths: growths.get(boot).get(nid) ?? [],
    })));

    table(main, facts);
    const choose = (place, draw, first, more) => {
      const inside = element("div");
      const show = chosen => { inside.replaceChildren(); numaboot.sweep(); draw(inside, chosen); };
      place.append(...(nids.length > 1
        ? [element("div", { class: "tools" }, choice("nodes", [...more, ...nids.map(nid => [String(nid), `node ${nid}`])], first, show))] : []), inside);
      show(first);
    };
    choose(section(main, "Timeline", "Every node under every policy, on one axis of virtual time."),
      (inside, chosen) => numaboot.timeline(inside, { rows: rowsOf(chosen), endNs, headBoot: null, label: "timeline of all policies" }), each, [[each, "every node"]]);
    choose(section(main, "Memory map", "Every section of every node under every policy, on one scale."),
      (inside, chosen) => numaboot.memoryMap(inside, { rows: rowsOf(chosen).filter(row => row.node.end > row.node.start), label: "memory maps of all policies", hasTwice: facts.policies.some(row => numaboot.isTwice(row.broken)) }), each, [[each, "every node"]]);
    choose(section(main, "Over time", "Free pages and first deferred pfn. Policies that do the same lie on each other."),
      (inside, chosen) => charts(inside, pictures.boots, chosen, endNs), all, [[all, "all nodes together"]]);
    waiting(main, pictures.boots);
    risks(main, facts);
  };

  function waiting(main, boots) {
    const inside = element("div");
    const show = at => {
      inside.replaceChildren();
      numaboot.histogram(inside, { nodes: boots[at].nodes, place: "zone", caption: `requests for pages under ${boots[at].policy}` });
    };
    section(main, "Waiting", "How long zones took to answer requests for pages.",
      element("div", { class: "tools" }, choice("policy", boots.map((boot, at) => [String(at), boot.policy]), "0", chosen => show(Number(chosen)))), inside);
    show(0);
  }

  function charts(inside, boots, chosen, endNs) {
    const lines = name => boots.map((boot, at) => {
      const nodes = boot.nodes.filter(node => chosen === all || String(node.nid) === chosen);
      const one = nodes.length === 1 ? drawn(lineOf(nodes[0], name)) : name === "frontier" ? numaboot.history.below(nodes) : sum(nodes.map(node => lineOf(node, name)));
      return { label: boot.policy, ...one, endNs: boot.endNs, before: name === "free" ? 0 : null, colour: `series-${at % 8 + 1}`, dash: dashes[at % 8] };
    });
    const hint = numaboot.chartKeys.hint();
    numaboot.chart(inside, { title: "free", lines: lines("free"), endNs, describedBy: hint.id });
    numaboot.chart(inside, { title: chosen === all ? "before the first deferred pfns" : "first deferred pfn", lines: lines("frontier"), endNs, describedBy: hint.id, unit: chosen === all ? "pages" : "pfn" });
    inside.append(hint);
  }

  const optional = (value, text) => (value === null || value === undefined ? "-" : text(value));

  function table(main, facts) {
    const number = (name, value, text) => ({ name, number: true, value, text });
    const when = (name, value) => ({ name, number: true, value: row => value(row) ?? -1, text: (_, row) => optional(value(row), time) });
    section(main, "Policies", "The numbers that policies differ by.").append(numaboot.table({
      caption: "policies", rows: facts.policies,
      columns: [
        { name: "policy", value: row => row.policy },
        { name: "boots", value: row => (row.outcome === "interrupted" ? "interrupted" : row.boots ? "yes" : "NO"), bad: row => !row.boots },
        number("before smp", row => row.pagesBeforeSmp, pages),
        number("grew", row => row.growths),
        number("grown", row => row.grownPages, pages),
        { ...number("failed", row => row.failed), bad: row => row.failed > 0 },
        number("waited for pages", row => row.waited),
        number("elsewhere", row => row.remote),
        number("lost", row => row.lostPages, count),
        when("smp_init", row => row.smpInitNs),
        when("late init", row => row.lateInitNs),
        when("boot", row => row.bootNs),
        number("longest wait", row => row.longestWaitNs, time),
        { name: "broken", value: row => row.broken.join(", ") || "-", bad: row => row.broken.length > 0 },
      ],
    }));
  }

  function risks(main, facts) {
    section(main, "At risk", "What a policy does not claim: it held in this order of messages or not, and may break in another.").append(numaboot.table({
      caption: "invariants at risk", rows: facts.policies.flatMap(row => row.atRisk.map(invariant => ({ policy: row.policy, invariant, broken: row.broken.includes(invariant) }))),
      empty: "every policy claims every invariant",
      columns: [
        { name: "policy", value: row => row.policy },
        { name: "invariant", value: row => row.invariant },
        { name: "in this boot", value: row => (row.broken ? "broke" : "held"), bad: row => row.broken },
      ],
    }));
  }
})();
