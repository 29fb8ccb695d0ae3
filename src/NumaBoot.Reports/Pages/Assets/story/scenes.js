"use strict";
// How a story stands after each of its steps, added up from what each step changed.
(() => {
  // From one of these on, nobody has to begin at the beginning.
  const between = 64;

  /** The steps of a story: at(0) is how all stood before the first, at(n) how it is after the n-th. */
  function scenes(story) {
    const text = number => story.texts[number];

    const standing = ([situation, ...facts]) => ({
      situation: text(situation),
      facts: Array.from({ length: facts.length / 2 }, (_, at) => [text(facts[2 * at]), text(facts[2 * at + 1])]),
    });

    const ranges = numbers => Array.from({ length: numbers.length / 5 }, (_, at) => {
      const [start, pages, name, state, cpu] = numbers.slice(5 * at, 5 * at + 5);
      return { start, end: start + pages, name: text(name), state: text(state), cpu };
    });

    const steps = story.steps.map(step => ({ ...step, what: text(step.what), then: text(step.then) }));
    const kept = [{
      actors: story.actors.map(actor => (actor.stands ? standing(actor.stands) : null)),
      maps: story.maps.map(map => ({ ...map, ranges: ranges(map.ranges), changed: [] })),
    }];

    function after(stand, step) {
      const actors = [...stand.actors];
      for (let at = 0; at < step.actors.length; at += 2) {
        actors[step.actors[at]] = standing(step.actors[at + 1]);
      }
      const maps = stand.maps.map(map => {
        const change = step.maps.find(one => one.nid === map.nid);
        if (!change) {
          return { ...map, changed: [], moved: false };
        }
        const changed = ranges(change.ranges);
        return {
          ...map,
          ranges: [...map.ranges.slice(0, change.at), ...changed, ...map.ranges.slice(change.at + change.removed)],
          changed,
          moved: change.frontier !== map.frontier,
          frontier: change.frontier,
          frontierName: change.frontierName,
        };
      });
      return { actors, maps };
    }

    /** How all stands after so many steps. */
    function at(position) {
      let checkpoint = Math.min(Math.floor(position / between), kept.length - 1);
      let stand = kept[checkpoint];
      for (let step = checkpoint * between; step < position; step++) {
        stand = after(stand, steps[step]);
        if ((step + 1) % between === 0 && kept.length === (step + 1) / between) {
          kept.push(stand);
        }
      }
      return stand;
    }

    return { steps, at };
  }

  numaboot.scenes = scenes;
})();
