"use strict";
// How the timeline is painted: its head, and in each row phases, growths, and bands of workers and of CPUs that wait.
(() => {
  const { lineOf, before } = numaboot.history;

  // How high the head is, in CSS pixels.
  const head = 44;

  function paint({ brush, width, height, rows, chosen }, view, headBoot) {
    const { of } = numaboot.colours;
    const room = width - view.gutter;
    const x = ns => view.gutter + (ns - view.fromNs) / (view.toNs - view.fromNs) * room;
    for (const placed of rows) {
      paintRow(brush, placed, view, x, width, placed.at === chosen);
    }
    brush.fillStyle = of("page");
    brush.fillRect(0, 0, width, head);
    paintHead(brush, view, headBoot, x, width);
    if (view.atNs !== null && view.atNs >= view.fromNs && view.atNs <= view.toNs) {
      brush.fillStyle = of("focus");
      brush.fillRect(x(view.atNs) - 0.5, head, 1, height - head);
    }
  }

  function paintHead(brush, view, boot, x, width) {
    const { of } = numaboot.colours;
    brush.font = "12px system-ui, sans-serif";
    brush.textBaseline = "middle";
    brush.fillStyle = of("quiet");
    const { size, places } = ticks(view, (width - view.gutter) / 110);
    for (const ns of places) {
      const words = moment(ns, size);
      brush.fillRect(x(ns), head - 8, 1, 8);
      if (x(ns) + 3 + brush.measureText(words).width < width) {
        brush.fillText(words, x(ns) + 3, head - 12);
      }
    }
    for (const [name, fromNs, toNs] of boot?.phases ?? []) {
      const left = Math.max(view.gutter, x(fromNs));
      const right = Math.min(width, x(toNs));
      if (right > view.gutter && left < width && right - left > brush.measureText(name).width + 6) {
        brush.fillStyle = of("ink");
        brush.fillText(name, left + 3, 11);
        brush.fillStyle = of("rule");
        brush.fillRect(left, 0, 1, 22);
      }
    }
    brush.fillStyle = of("rule");
    brush.fillRect(0, head - 1, width, 1);
  }

  function ticks(view, wanted) {
    const rough = (view.toNs - view.fromNs) / Math.max(1, wanted);
    const power = 10 ** Math.floor(Math.log10(rough));
    const size = Math.max(1, [1, 2, 5, 10].find(factor => factor * power >= rough) * power);
    const found = [];
    for (let ns = Math.ceil(view.fromNs / size) * size; ns <= view.toNs; ns += size) {
      found.push(ns);
    }
    return { size, places: found };
  }

  /** A time with as many digits as tell it from the next tick. */
  function moment(ns, size) {
    const [unit, name] = ns < 1e3 ? [1, "ns"] : ns < 1e6 ? [1e3, "µs"] : ns < 1e9 ? [1e6, "ms"] : [1e9, "s"];
    const digits = Math.max(0, Math.ceil(Math.log10(unit / size)));
    return `${(ns / unit).toFixed(digits)} ${name}`;
  }

  function paintRow(brush, { row, top, height }, view, x, width, isChosen) {
    const { of, fill } = numaboot.colours;
    row.boot.phases.forEach(([, fromNs, toNs], at) => {
      const left = Math.max(view.gutter, x(fromNs));
      const right = Math.min(width, x(toNs));
      if (right > left) {
        brush.fillStyle = of(at % 2 === 0 ? "phase-a" : "phase-b");
        brush.fillRect(left, top, right - left, height - 1);
      }
    });
    const third = height / 3;
    paintBand(brush, lineOf(row.node, "workers"), view, x, width, top + third, third, fill(brush, "late"));
    paintBand(brush, lineOf(row.node, "waiting"), view, x, width, top + 2 * third, third - 1, fill(brush, "waiting"));
    paintGrowths(brush, row.growths, view, x, top, third, of("grown"), of("ink"));
    brush.fillStyle = of("page");
    brush.fillRect(0, top, view.gutter, height);
    brush.fillStyle = of(isChosen ? "focus" : "ink");
    brush.font = `${isChosen ? "bold " : ""}12px system-ui, sans-serif`;
    brush.textBaseline = "middle";
    brush.fillText(row.label, 6, top + height / 2, view.gutter - 10);
    brush.fillStyle = of("rule");
    brush.fillRect(0, top + height - 1, width, 1);
    if (isChosen) {
      brush.strokeStyle = of("focus");
      brush.lineWidth = 2;
      brush.strokeRect(1, top + 1, width - 2, height - 3);
    }
  }

  /** As high as the line says, in parts of the most that it says; where several steps fall on one pixel, the highest of them. */
  function paintBand(brush, line, view, x, width, top, height, fill) {
    if (line.times.length === 0) {
      return;
    }
    line.most ??= line.high.reduce((most, value) => Math.max(most, value), 0);
    if (line.most === 0) {
      return;
    }
    brush.fillStyle = fill;
    const bar = (left, right, value) => {
      if (value > 0 && right > left) {
        const high = Math.max(2, value / line.most * height);
        brush.fillRect(left, top + height - high, right - left, high);
      }
    };
    const end = line.times.length;
    let at = Math.max(0, before(line.times, view.fromNs));
    while (at < end && line.times[at] <= view.toNs) {
      const left = Math.max(view.gutter, Math.floor(x(line.times[at])));
      let value = line.times[at] + line.stepNs > view.fromNs ? line.high[at] : line.last[at];
      let next = at + 1;
      while (next < end && x(line.times[next]) < left + 1) {
        value = Math.max(value, line.high[next]);
        next++;
      }
      const right = Math.min(width, next < end ? Math.max(left + 1, Math.floor(x(line.times[next]))) : width);
      bar(left, left + 1, value);
      bar(left + 1, right, line.last[next - 1]);
      at = next;
    }
  }

  function paintGrowths(brush, growths, view, x, top, height, colour, edge) {
    brush.fillStyle = colour;
    brush.strokeStyle = edge;
    brush.lineWidth = 0.8;
    const size = Math.max(3, Math.min(7, height));
    let last = -Infinity;
    for (const growth of growths) {
      const at = x(growth.atNs);
      if (growth.atNs >= view.fromNs && growth.atNs <= view.toNs && at - last >= 1) {
        brush.beginPath();
        brush.moveTo(at - size / 2, top + 1);
        brush.lineTo(at + size / 2, top + 1);
        brush.lineTo(at, top + 1 + size);
        brush.closePath();
        brush.fill();
        brush.stroke();
        last = at;
      }
    }
  }

  numaboot.timelinePicture = { head, paint };
})();
