"use strict";
// Every actor as it stands after a step of a story.
(() => {
  const { element } = numaboot.dom;

  const factsOf = stand => (stand ? stand.facts.map(([name, value]) => `${name} ${value}`).join("; ") : "");

  /** What is other than before, in words; empty where nothing is. */
  function changeOf(before, now) {
    if (now && !before) {
      return "has come into being";
    }
    if (!now || before === now) {
      return "";
    }
    const parts = before.situation === now.situation ? [] : [`state before: ${before.situation}`];
    now.facts.forEach(([name, value], at) => {
      if (before.facts[at][1] !== value) {
        parts.push(`${name} before: ${before.facts[at][1]}`);
      }
    });
    return parts.length > 0 ? `changed: ${parts.join("; ")}` : "";
  }

  /** A table of the actors of a story; those of which something changes in it come first. */
  function actorStates(story) {
    const changing = new Set(story.steps.flatMap(step => step.actors.filter((_, at) => at % 2 === 0)));
    const numbers = story.actors.map((_, number) => number);
    const rows = [...numbers.filter(number => changing.has(number)), ...numbers.filter(number => !changing.has(number))]
      .map(number => ({ number, name: story.actors[number].name, state: "", facts: "", change: "", gets: false }));
    const table = numaboot.table({
      caption: `actors: ${story.invariant}`,
      columns: [
        { name: "actor", value: row => row.name },
        { name: "state", value: row => row.state },
        { name: "what is known of it", value: row => row.facts },
        { name: "in this step", value: row => row.change, bad: () => false },
      ],
      rows,
      isCurrent: row => row.gets || row.change !== "",
    });

    /** Shows how all stand now, with what is other than before. */
    function show(now, before, step) {
      for (const row of rows) {
        const stand = now.actors[row.number];
        row.state = stand ? stand.situation : "not there yet";
        row.facts = factsOf(stand);
        row.gets = step !== null && step.to === row.number;
        row.change = [row.gets ? "gets the message" : "", changeOf(before.actors[row.number], stand)].filter(Boolean).join("; ");
      }
      table.draw();
    }

    return { made: element("div", {}, table), show };
  }

  numaboot.actorStates = actorStates;
})();
