"use strict";
// Which part of the time a picture shows: [fromNs, toNs].
(() => {
  // No picture shows less.
  const leastNs = 10;

  /** The part of all the time, until endNs, that is nearest to the one that is wanted. */
  function within([fromNs, toNs], endNs) {
    const size = Math.max(leastNs, Math.min(endNs, toNs - fromNs));
    const start = Math.max(0, Math.min(endNs - size, fromNs));
    return [start, start + size];
  }

  /** A part that is so many times as long; the moment stays where it is in the picture. At the closest nothing moves. */
  function zoomed([fromNs, toNs], by, atNs, endNs) {
    const factor = Math.max(by, Math.min(1, leastNs / (toNs - fromNs)));
    return within([atNs - (atNs - fromNs) * factor, atNs + (toNs - atNs) * factor], endNs);
  }

  numaboot.part = { within, zoomed };
})();
