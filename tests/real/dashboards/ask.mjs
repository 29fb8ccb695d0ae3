// What a Prometheus answers to the queries of dashboards, with the variables of Grafana filled in.

/** The expression as Grafana would send it for all instances; a rate is over four scrapes, so many seconds apart. */
export function filledIn(expr, every = 5) {
  const variables = { instance: ".*", __rate_interval: `${4 * every}s` };
  return expr.replace(/\$(\w+)/g, (whole, name) => variables[name] ?? whole);
}

/** Every query of every panel: { dashboard, panel, target }. */
export function queriesOf(dashboards) {
  return dashboards.flatMap(dashboard =>
    dashboard.panels.flatMap(panel => panel.targets.map(target => ({ dashboard, panel, target }))));
}

/** The data of an answer of Prometheus's HTTP API; throws what it complains of. */
export async function api(prometheus, path, parameters) {
  const url = `${prometheus}/api/v1/${path}?${new URLSearchParams(parameters)}`;
  const response = await fetch(url, { signal: AbortSignal.timeout(20_000) });
  const answer = await response.json();
  if (answer.status !== "success") throw new Error(answer.error);
  return answer.data;
}

/** A query over a range of time, in steps as long as between two scrapes: the series, each with labels and [time, value]. */
export async function overRange(prometheus, expr, start, end, every = 5) {
  const { result } = await api(prometheus, "query_range", { query: filledIn(expr, every), start, end, step: every });
  const number = text => Number(text.replace("Inf", "Infinity"));
  return result.map(series => ({ labels: series.metric, values: series.values.map(([at, value]) => [at, number(value)]) }));
}
