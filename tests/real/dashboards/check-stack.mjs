// Do docker-compose.yml and the files of the tools agree? Those images cannot be run here, so what can be known without
// them is checked: that every host and port which a file names is a service that listens there, that every mounted file
// exists, and that every service is pinned and locked down. Usage: node check-stack.mjs MODULES ROOT; yaml is in MODULES.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const [modules, root] = process.argv.slice(2).map(path => resolve(path));
const { parse } = createRequire(`${modules}/package.json`)("yaml");
const read = path => parse(readFileSync(join(root, path), "utf8"), { merge: true });
const faults = [];
const fault = (where, what) => faults.push(`${where}: ${what}`);

const compose = read("docker-compose.yml");
const prometheus = read("dashboards/prometheus/prometheus.yml");
const collector = read("dashboards/otel-collector/config.yml");
const tempo = read("dashboards/tempo/tempo.yml");
const { datasources } = read("dashboards/provisioning/datasources/datasources.yml");
const { providers } = read("dashboards/provisioning/dashboards/dashboards.yml");

for (const [name, service] of Object.entries(compose.services)) {
  const say = what => fault(`docker-compose.yml: ${name}`, what);
  if (!/:v?\d+\.\d+\.\d+$/.test(service.image)) say(`${service.image} is not pinned`);
  if (service.read_only !== true) say("can write its root file system");
  if (!service.cap_drop?.includes("ALL")) say("keeps capabilities");
  if (service.network_mode !== "none" && !service.security_opt?.includes("no-new-privileges:true")) say("may gain privileges");
  for (const port of service.ports ?? []) if (!/^127\.0\.0\.1:\d+:\d+$/.test(port)) say(`port ${port} is not on loopback alone`);
  for (const other of Object.keys(service.depends_on ?? {})) if (!compose.services[other]) say(`there is no service ${other}`);
  for (const volume of service.volumes ?? []) {
    const [from, , mode] = volume.split(":");
    if (from.startsWith(".") && !existsSync(join(root, from))) say(`there is no ${from}`);
    if (from.startsWith(".") && mode !== "ro") say(`${from} can be written`);
    if (!from.startsWith(".") && !(from in compose.volumes)) say(`there is no volume ${from}`);
  }
}

// Where each service listens: as its own file says, and for the others as their images do.
const portOf = endpoint => Number(endpoint.split(":").pop());
const otlp = Object.values(collector.receivers.otlp.protocols).map(protocol => portOf(protocol.endpoint));
const listens = {
  collector: [...otlp, portOf(collector.exporters.prometheus.endpoint)],
  tempo: [tempo.server.http_listen_port, portOf(tempo.distributor.receivers.otlp.protocols.grpc.endpoint)],
  prometheus: [9090],
  grafana: [3000],
};
for (const name of Object.keys(compose.services).filter(name => name.startsWith("member-"))) {
  listens[name] = compose.services[name].command.flatMap(option => /^--(health-)?port=(\d+)$/.exec(option)?.[2] ?? []).map(Number);
}

const reached = [
  ...prometheus.scrape_configs.flatMap(job => job.static_configs.flatMap(one => one.targets)).map(target => ["prometheus.yml", target]),
  ["otel-collector/config.yml", collector.exporters["otlp/tempo"].endpoint],
  ...datasources.map(source => ["datasources.yml", source.url]),
  ...Object.values(compose.services).flatMap(({ environment }) => environment?.OTEL_EXPORTER_OTLP_ENDPOINT ?? [])
    .map(url => ["docker-compose.yml", url]),
];
for (const [where, url] of reached) {
  const [, host, port] = /^(?:http:\/\/)?([\w-]+):(\d+)$/.exec(url) ?? [];
  if (!listens[host]?.includes(Number(port))) fault(where, `nobody listens at ${url}`);
}

for (const name of Object.keys(listens).filter(name => name.startsWith("member-"))) {
  if (!reached.some(([where, url]) => where === "prometheus.yml" && url.startsWith(`${name}:`))) fault("prometheus.yml", `${name} is not scraped`);
}

// A pipeline may name only what is defined, and what is defined is used.
for (const kind of ["receivers", "processors", "exporters"]) {
  const named = Object.values(collector.service.pipelines).flatMap(pipeline => pipeline[kind] ?? []);
  for (const name of named) if (!(name in collector[kind])) fault("otel-collector/config.yml", `there is no ${name} among ${kind}`);
  for (const name of Object.keys(collector[kind])) if (!named.includes(name)) fault("otel-collector/config.yml", `${name} is not used`);
}

// Datasources know each other and dashboards know them by uid; dashboards are where Grafana looks for them.
const uids = new Set(datasources.map(source => source.uid));
for (const { name, jsonData } of datasources) {
  const others = [...(jsonData.exemplarTraceIdDestinations ?? []), jsonData.tracesToMetrics].filter(other => other);
  for (const { datasourceUid } of others) if (!uids.has(datasourceUid)) fault("datasources.yml", `${name} leads to ${datasourceUid}, which is not there`);
}

const shown = readdirSync(join(root, "dashboards/grafana"));
for (const file of shown) {
  const used = readFileSync(join(root, "dashboards/grafana", file), "utf8").matchAll(/"type": "prometheus", "uid": "([^"]+)"/g);
  for (const [, uid] of used) if (!uids.has(uid)) fault(file, `there is no datasource ${uid}`);
}

const { grafana } = compose.services;
for (const { options } of providers) {
  if (!grafana.volumes.includes(`./dashboards/grafana:${options.path}:ro`)) fault("dashboards.yml", `no dashboards are at ${options.path}`);
  const home = grafana.environment.GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH;
  if (!shown.some(file => home === `${options.path}/${file}`)) fault("docker-compose.yml", `there is no ${home}`);
}

faults.forEach(one => console.error(one));
console.log(`${Object.keys(compose.services).length} services, ${reached.length} addresses, ${faults.length} faults`);
process.exit(faults.length === 0 && reached.length > 0 ? 0 : 1);
