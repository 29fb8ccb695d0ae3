"use strict";
// Numbers as people read them, as in the summary on a terminal.
(() => {
  const units = ["KiB", "MiB", "GiB", "TiB", "PiB"];
  const counts = new Intl.NumberFormat("en-US");

  const count = value => counts.format(value);

  const plural = (value, one, many = `${one}s`) => `${count(value)} ${value === 1 ? one : many}`;

  /** Pages of 4 KiB as bytes, with so many digits behind the point where they say more. */
  function pagesTo(value, digits) {
    let size = value * 4;
    let unit = 0;
    while (size >= 1023.5 && unit < units.length - 1) {
      size /= 1024;
      unit++;
    }
    const whole = (digits === 1 && size >= 99.95) || size === Math.floor(size);
    return `${size.toFixed(whole ? 0 : digits)} ${units[unit]}`;
  }

  const pages = value => pagesTo(value, 1);

  const milliseconds = ns => `${(ns / 1e6).toFixed(1)} ms`;

  /** A time in the unit that suits it, with so many digits at most. */
  function timeTo(ns, digits) {
    const size = Math.abs(ns);
    return size === 0 ? "0 ns"
      : size < 1e3 ? `${count(ns)} ns`
      : size < 1e6 ? `${short(ns / 1e3, digits)} µs`
      : size < 1e9 ? `${short(ns / 1e6, digits)} ms`
      : `${short(ns / 1e9, digits)} s`;
  }

  const short = (value, digits) => Number(value.toPrecision(digits)).toString();

  const time = ns => timeTo(ns, 4);

  /** A page frame number, or that there is none. */
  const pfn = value => (value < 0 ? "none" : count(value));

  numaboot.words = { count, plural, pages, pagesTo, milliseconds, time, timeTo, pfn };
})();
