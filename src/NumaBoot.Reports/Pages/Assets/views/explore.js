"use strict";
// An exploration: what was tried, what broke, and what came up.
(() => {
  const { element, section, tiles } = numaboot.dom;
  const { count } = numaboot.words;

  function violations(parent, facts) {
    section(parent, "What broke", "Each broken invariant once, with the first schedule that breaks it.",
      numaboot.table({
        caption: "broken invariants",
        columns: [
          { name: "invariant", value: row => row.invariant },
          { name: "claimed by the policy", value: row => (row.claimed ? "yes" : "no") },
          { name: "seed", value: row => row.seed, text: seed => String(seed ?? "none"), number: true },
          { name: "found in delivery", value: row => row.deliveries, number: true },
          { name: "deliveries when small", value: row => row.shrunkDeliveries, number: true },
          { name: "what", value: row => row.detail },
          { name: "replay file", value: row => row.replayFile ?? "none" },
        ],
        rows: facts.violations,
      }));
  }

  numaboot.views.explore = (report, main) => {
    const { facts, pictures } = report;
    const schedules = facts.exhausted ? "schedules: every order there is" : facts.interrupted ? "schedules until it was interrupted" : "schedules";
    const happened = Object.entries(facts.disturbances).filter(([, number]) => number > 0);
    const broken = facts.violations.length;
    section(main, "What was tried", `${facts.machine} under ${facts.policy}, order ${facts.order}${facts.breakFifo ? ", FIFO broken" : ""}.`,
      tiles([
        [schedules, count(facts.schedules)], ["deliveries", count(facts.deliveries)], ["different orders", count(facts.distinctOrders)],
        ["pairs of actor state and message", `${count(facts.coverage.seen)} of ${count(facts.coverage.defined)}`],
        ...happened.map(([name, number]) => [name, count(number)]),
        [broken === 1 ? "broken invariant" : "broken invariants", count(broken)],
      ]),
      broken === 0 ? element("p", { class: "held" }, facts.exhausted
        ? "Nothing broke: every invariant held in every order there is."
        : "Nothing broke: every invariant held in every schedule that was tried.") : null);
    if (broken > 0) {
      violations(main, facts);
    }
    for (const told of pictures.stories) {
      numaboot.story(main, told, facts);
    }
    numaboot.coverage(main, pictures.coverage);
  };
})();
