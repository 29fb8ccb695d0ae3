"use strict";
// A recorded order, delivered again.
(() => {
  const { section } = numaboot.dom;
  const { count } = numaboot.words;

  numaboot.views.replay = (report, main) => {
    const { facts, pictures } = report;
    for (const told of pictures.stories) {
      numaboot.story(main, told, facts);
    }
    section(main, "All that broke", `${count(facts.deliveries)} deliveries as recorded, digest ${facts.digest}.`,
      numaboot.table({
        caption: "broken invariants",
        columns: [
          { name: "invariant", value: row => row.invariant },
          { name: "claimed by the policy", value: row => (row.claimed ? "yes" : "no") },
          { name: "in delivery", value: row => row.deliveries, number: true },
          { name: "what the file was recorded for", value: row => (row.recorded ? "yes" : "no") },
          { name: "what", value: row => row.detail },
        ],
        rows: facts.violations,
      }));
  };
})();
