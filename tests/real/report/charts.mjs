// Lines over time, by pointer and by keyboard: what a chart says of a moment is what the line says of it, and all charts of the
// page show the same one.
const legend = chart => chart.locator(".u-legend .u-value").allTextContents();
const inSight = page => page.evaluate(() => uPlot.sync("moments").plots.map(plot => [plot.scales.x.min, plot.scales.x.max]));

async function seen(page, at) {
  const chart = page.locator(".chart").nth(at);
  await chart.scrollIntoViewIfNeeded();
  await chart.locator(".u-over").waitFor();
  return chart;
}

/** What a chart says of the moment at the pointer. */
export async function pointed(page, name, expect) {
  const chart = await seen(page, 1);
  const over = await chart.locator(".u-over").boundingBox();
  for (const part of [0.31, 0.62, 0.96, 0.98]) {
    await page.mouse.move(over.x + over.width * part, over.y + 20);
    await page.waitForTimeout(60);
    const [at, value] = await legend(chart);
    const expected = await page.evaluate(words => {
      const boot = JSON.parse(document.getElementById("report").textContent).pictures.boots[0];
      const [number, unit] = words.split(" ");
      const ns = Number(number) * { ns: 1, "µs": 1e3, ms: 1e6, s: 1e9 }[unit];
      const line = numaboot.history.lineOf(boot.nodes[0], "free");

      // The moment is told in four digits: the values in between will do.
      return [0.9999, 1, 1.0001].map(factor => numaboot.words.pagesTo(numaboot.history.valueAt(line, ns * factor), 3));
    }, at);
    expect(expected.includes(value), `${name}: at ${at} the chart says ${value}, and the line ${expected}`);

    // A pixel is a thousandth of the chart.
    const from = await page.evaluate(share => [share - 0.002, share, share + 0.002].map(value => numaboot.words.time(uPlot.sync("moments").plots[0].scales.x.max * value)), part);
    expect(parseFloat(at) >= parseFloat(from[0]) && parseFloat(at) <= parseFloat(from[2]), `${name}: at ${part} of the chart it says ${at} in place of ${from[1]}`);
  }
}

/** The keys go from change to change, say each as the line has it, and zoom all charts around the moment. */
export async function keyed(page, name, expect) {
  const chart = await seen(page, 0);
  await seen(page, 1);
  const changes = await page.evaluate(() => {
    const boot = JSON.parse(document.getElementById("report").textContent).pictures.boots[0];
    const { times, last } = numaboot.history.drawn(numaboot.history.lineOf(boot.nodes[0], "frontier"));
    return [...times].map((ns, at) => [numaboot.words.time(Math.ceil(ns)), numaboot.words.pfn(last[at])]).filter((_, at) => at === 0 ? last[0] > 0 : last[at] !== last[at - 1]);
  });
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await page.mouse.move(0, 0);
  await page.waitForTimeout(60);
  await chart.focus();
  await press("Home");
  for (const expected of [...changes.slice(0, 12), ...(changes.length > 12 ? [] : changes.slice(0, 1))]) {
    await press("n");
    expect(JSON.stringify(await legend(chart)) === JSON.stringify(expected), `${name}: the next change reads ${await legend(chart)} in place of ${expected}`);
  }
  await press("End", "p");
  expect(JSON.stringify(await legend(chart)) === JSON.stringify(changes.at(-1)), `${name}: the last change reads ${await legend(chart)} in place of ${changes.at(-1)}`);

  const [[fromNs, endNs]] = await inSight(page);
  await press("+", "+", "+");
  const close = await inSight(page);
  expect(close.length === 2 && close.every(([from, to]) => Math.abs((to - from) * 8 - endNs) < 1 && from >= 0 && to <= endNs), `${name}: three times closer, ${JSON.stringify(close)} of ${endNs} ns are in sight`);
  expect(JSON.stringify(await legend(chart)) === JSON.stringify(changes.at(-1)), `${name}: closer, the same moment reads ${await legend(chart)}`);
  const other = await legend(page.locator(".chart").nth(1));
  const free = await page.evaluate(() => {
    const boot = JSON.parse(document.getElementById("report").textContent).pictures.boots[0];
    const frontier = numaboot.history.drawn(numaboot.history.lineOf(boot.nodes[0], "frontier"));
    return numaboot.words.pagesTo(numaboot.history.valueAt(numaboot.history.lineOf(boot.nodes[0], "free"), Math.ceil(frontier.times.at(-1))), 3);
  });
  expect(other[0] === changes.at(-1)[0] && other[1] === free, `${name}: the other chart says ${other} in place of ${changes.at(-1)[0]}, ${free}`);

  // Another node, other colours: as close as before.
  await page.getByLabel("colours").selectOption("dark");
  await page.getByLabel("colours").selectOption("system");
  expect(JSON.stringify(await inSight(page)) === JSON.stringify(close), `${name}: in other colours ${JSON.stringify(await inSight(page))} are in sight`);
  await chart.focus();
  await press("Home");
  expect((await inSight(page)).every(([from]) => from === 0), `${name}: the picture does not follow the moment to its beginning`);
  await press("0");
  expect((await inSight(page)).every(([from, to]) => from === fromNs && to === endNs), `${name}: not all is in sight again`);
  await press("Shift+ArrowRight", "ArrowRight", "ArrowLeft");
  const quarter = await page.evaluate(ns => numaboot.words.time(Math.round(ns / 4)), endNs);
  expect((await legend(chart))[0] === quarter, `${name}: a quarter of the time on, the chart is at ${(await legend(chart))[0]} in place of ${quarter}`);
}

/** What is dragged over in one chart is in sight in all, and stays so when others take their place. */
export async function dragged(page, name, expect, chooseAnother) {
  const chart = await seen(page, 0);
  await seen(page, 1);
  await chart.scrollIntoViewIfNeeded();
  const over = await chart.locator(".u-over").boundingBox();
  const [[, endNs]] = await inSight(page);
  await page.mouse.move(over.x + over.width * 0.25, over.y + 20);
  await page.mouse.down();
  await page.mouse.move(over.x + over.width * 0.5, over.y + 20, { steps: 5 });
  await page.mouse.up();
  const near = ranges => ranges.length === 2 && ranges.every(([from, to]) => Math.abs(from / endNs - 0.25) < 0.01 && Math.abs(to / endNs - 0.5) < 0.01);
  expect(near(await inSight(page)), `${name}: dragged over, ${JSON.stringify(await inSight(page))} of ${endNs} ns are in sight`);
  await chooseAnother();
  await seen(page, 0);
  await seen(page, 1);
  expect(near(await inSight(page)), `${name}: after another choice ${JSON.stringify(await inSight(page))} of ${endNs} ns are in sight`);
  await page.locator(".chart").first().locator(".u-over").dblclick();
  expect((await inSight(page)).every(([from, to]) => from === 0 && to === endNs), `${name}: not all is in sight again, but ${JSON.stringify(await inSight(page))}`);
}
