// Receives spans by OTLP over HTTP (OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf) and writes each as a line of JSON.
// Usage: node receive-spans.mjs MODULES OUT, with protobufjs and OpenTelemetry's .proto files in MODULES; says its port.
import { appendFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:http";
import { gunzipSync } from "node:zlib";
import { join, resolve } from "node:path";

const modules = resolve(process.argv[2]);
const out = process.argv[3];
const protobuf = createRequire(`${modules}/package.json`)("protobufjs");
const protos = join(modules, "node_modules/@opentelemetry/otlp-grpc-exporter-base/build/protos");
const root = new protobuf.Root();
root.resolvePath = (from, path) => join(protos, path);
root.loadSync("opentelemetry/proto/collector/trace/v1/trace_service.proto");
const request = root.lookupType("opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest");

function valueOf(value = {}) {
  if (value.arrayValue) return (value.arrayValue.values ?? []).map(valueOf);
  if (value.intValue !== undefined) return Number(value.intValue);
  return value.stringValue ?? value.boolValue ?? value.doubleValue ?? null;
}

function spanOf(span) {
  return {
    traceId: span.traceId.toString("hex"),
    spanId: span.spanId.toString("hex"),
    parentSpanId: span.parentSpanId?.toString("hex") ?? "",
    name: span.name,
    startNs: Number(span.startTimeUnixNano),
    endNs: Number(span.endTimeUnixNano),
    attributes: Object.fromEntries((span.attributes ?? []).map(({ key, value }) => [key, valueOf(value)])),
  };
}

writeFileSync(out, "");
const server = createServer(async (asked, answer) => {
  const parts = [];
  for await (const part of asked) parts.push(part);
  if (asked.url === "/v1/traces") {
    const body = Buffer.concat(parts);
    const plain = asked.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body;
    const read = request.toObject(request.decode(plain), { longs: String });
    const spans = (read.resourceSpans ?? []).flatMap(resource => resource.scopeSpans ?? []).flatMap(scope => scope.spans ?? []);
    appendFileSync(out, spans.map(span => `${JSON.stringify(spanOf(span))}\n`).join(""));
  }

  // An empty answer says that everything was taken.
  answer.writeHead(200, { "content-type": "application/x-protobuf" }).end();
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
