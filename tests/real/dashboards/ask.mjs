// What a Prometheus answers to the queries of dashboards, with the variables of Grafana filled in.

// Four scrapes, as $__rate_interval is with an interval of five seconds.
const variables = { instance: ".*", __rate_interval: "20s" };

/** The expression as Grafana would send it for all instances. */
export function filledIn(expr) {
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

/** A query over a range of time, in steps of five seconds: the series, each with labels and [time, value]. */
export async function overRange(prometheus, expr, start, end) {
  const { result } = await api(prometheus, "query_range", { query: filledIn(expr), start, end, step: 5 });
  const number = text => Number(text.replace("Inf", "Infinity"));
  return result.map(series => ({ labels: series.metric, values: series.values.map(([at, value]) => [at, number(value)]) }));
}
