"use strict";
// What was recorded of a boot, unpacked when somebody asks for it.
(() => {
  const ways = ["early", "grown", "late", "released"];

  /** A line over time: times (where a step begins), values at its end, and the lowest and highest of each step. */
  function line(packed) {
    const size = packed.points.length / 2;
    const made = { stepNs: packed.stepNs, times: new Float64Array(size), last: new Float64Array(size), low: null, high: null };
    let step = 0;
    let value = 0;
    for (let at = 0; at < size; at++) {
      step += packed.points[2 * at];
      value += packed.points[2 * at + 1];
      made.times[at] = step * packed.stepNs;
      made.last[at] = value;
    }
    made.low = made.last.slice();
    made.high = made.last.slice();
    for (let at = 0; at < packed.extremes.length; at += 3) {
      made.low[packed.extremes[at]] -= packed.extremes[at + 1];
      made.high[packed.extremes[at]] += packed.extremes[at + 2];
    }
    return made;
  }

  /** The place of the last time that is not later; -1 where all are. */
  function before(times, ns) {
    let low = 0;
    let high = times.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (times[middle] <= ns) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  /** What a line says at a time. */
  function valueAt(unpacked, ns) {
    const at = before(unpacked.times, ns);
    return at < 0 ? 0 : unpacked.last[at];
  }

  /** A line of a node, unpacked once. */
  function lineOf(node, name) {
    node.unpacked ??= {};
    return node.unpacked[name] ??= line(node.lines[name]);
  }

  /** A column whose values are told with how often they come in a row. */
  function* column(runs) {
    for (let at = 0; at < runs.length; at += 2) {
      for (let times = runs[at + 1]; times > 0; times--) {
        yield runs[at];
      }
    }
  }

  /** Page frames of a node that came into free areas: { by, who, atNs, start, pages }. */
  function freedOf(node, boot) {
    if (!node.freedRuns) {
      node.freedRuns = [];
      const packed = node.freed ?? { by: [], who: [], after: [], gap: [], pages: [] };
      const by = column(packed.by);
      const gap = column(packed.gap);
      const pages = column(packed.pages);
      let units = 0;
      let pfn = node.start;
      packed.who.forEach((who, at) => {
        units += packed.after[at];
        const run = { by: ways[by.next().value], who, atNs: units * boot.unitNs, start: pfn + gap.next().value, pages: pages.next().value };
        pfn = run.start + run.pages;
        node.freedRuns.push(run);
      });
    }
    return node.freedRuns;
  }

  /** A line with what its steps have seen between their first and last values: within a step the highest and the lowest come first. */
  function drawn(line) {
    const times = [];
    const last = [];
    line.times.forEach((ns, at) => {
      const before = at > 0 ? line.last[at - 1] : 0;
      const values = [line.high[at] > Math.max(before, line.last[at]) ? line.high[at] : null, line.low[at] < Math.min(before, line.last[at]) ? line.low[at] : null, line.last[at]]
        .filter(value => value !== null);
      values.forEach((value, part) => {
        times.push(ns + line.stepNs * part / values.length);
        last.push(value);
      });
    });
    return { times, last, high: line.high };
  }

  /** Several lines as one: at each time the sum of what they say. */
  function sum(lines) {
    const changes = [];
    for (const one of lines) {
      for (let at = 0; at < one.times.length; at++) {
        changes.push([one.times[at], one.last[at] - (at > 0 ? one.last[at - 1] : 0)]);
      }
    }
    changes.sort((left, right) => left[0] - right[0]);
    const times = [];
    const last = [];
    let value = 0;
    for (const [time, change] of changes) {
      value += change;
      if (times.length > 0 && times.at(-1) === time) {
        last[last.length - 1] = value;
      } else {
        times.push(time);
        last.push(value);
      }
    }
    return { times, last };
  }

  /** How many pages lie before the first deferred pfns of several nodes, together. */
  const below = nodes => sum(nodes.map(node => {
    const line = lineOf(node, "frontier");
    return { times: line.times, last: line.last.map(pfn => Math.max(0, pfn - node.start)) };
  }));

  /** The growths of each node, in order. */
  function byNode(growths) {
    const found = new Map();
    for (const growth of growths) {
      const others = found.get(growth.nid);
      if (others) {
        others.push(growth);
      } else {
        found.set(growth.nid, [growth]);
      }
    }
    return found;
  }

  numaboot.history = { lineOf, freedOf, valueAt, before, drawn, sum, below, byNode };
})();
