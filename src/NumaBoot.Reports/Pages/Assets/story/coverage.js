"use strict";
// Which pairs of an actor's state and a message a search has met.
(() => {
  const { element, section } = numaboot.dom;
  const { count } = numaboot.words;
  const seen = { m: "met", n: "not met", "-": "cannot come" };

  const pairsOf = table => table.messages.flatMap(message => table.situations.map((situation, at) => ({
    role: table.role, situation, message: message.name, letter: message.pairs[at], because: message.pairs[at] === "-" ? message.because : "",
  })));

  /** Appends the coverage to the page. */
  function coverage(parent, tables) {
    const pairs = tables.flatMap(pairsOf);
    const roles = tables.map(table => {
      const own = pairsOf(table);
      const met = own.filter(pair => pair.letter === "m").length;
      return { role: table.role, met, defined: own.filter(pair => pair.letter !== "-").length };
    });
    section(parent, "Which pairs of actor state and message came up",
      "Each delivery is a pair: the state of its receiver and the message. What was never met was never tried.",
      numaboot.table({
        caption: "coverage by kind of actor",
        columns: [
          { name: "actor", value: row => row.role },
          { name: "met", value: row => row.met, number: true },
          { name: "can come", value: row => row.defined, number: true },
          { name: "share", value: row => row.met / row.defined, number: true, text: value => `${Math.round(100 * value)} %` },
        ],
        rows: roles,
      }),
      element("details", {}, element("summary", {}, `all ${count(pairs.length)} pairs`),
        numaboot.table({
          caption: "pairs",
          columns: [
            { name: "actor", value: row => row.role },
            { name: "state", value: row => row.situation },
            { name: "message", value: row => row.message },
            { name: "seen", value: row => seen[row.letter] },
            { name: "why it cannot come", value: row => row.because },
          ],
          rows: pairs,
        })));
  }

  numaboot.coverage = coverage;
})();
