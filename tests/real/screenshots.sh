#!/usr/bin/env bash
# Pictures for docs/images: every dashboard's panels, by Grafana's own components, with what a real Prometheus has of real
# runs; and the timeline of a real trace. Run by hand, since it installs 600 MB: tests/real/screenshots.sh [OUT]
# Needs root and Debian; the Release build must be there. Takes about four minutes.
set -uo pipefail
cd "$(dirname "$0")"
out=$(realpath -m "${1:-../../docs/images}")
work=$(mktemp -d)
export CHECKS="$work/checks"
# Kept from one time to the next.
modules=${TMPDIR:-/tmp}/numaboot-screenshots
source ./checks.sh
stable_after=5s
# A boot takes some seconds, so that more is seen of it.
every=1
source ./live.sh
trap 'finish; rm -rf "$work"' EXIT

command -v prometheus >/dev/null && command -v chromium >/dev/null && [ -d /usr/share/fonts/opentype/inter ] || {
  apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends prometheus chromium fonts-inter || exit 1
}
npm install --silent --no-audit --no-fund --prefix "$modules" @grafana/ui@10.4.2 react@18.2.0 react-dom@18.2.0 esbuild@0.28.2 \
  playwright-core@1.65.1 protobufjs@8.8.1 @opentelemetry/otlp-grpc-exporter-base@0.38.0 || exit 1

start_receiver || exit 1
start_prometheus
for at in 1 2 3; do
  start_member "$at"
done
within 60 asked 'sum(up{job="numaboot"}) == 3' || exit 1
timeout 150 dotnet "$numaboot" explore tiny --interrupts 2 --crash 1 --schedules 100000000 --metrics "$search" \
  >"$work/live-search.log" 2>&1 &
others+=($!)
begin=$SECONDS
turn=0
while [ $((SECONDS - begin)) -lt 120 ]; do
  turn=$((turn + 1))
  # The machine that grows three hundred times; now and then one that does not boot, and one where allocations wait.
  case $((turn % 4)) in
    2) run "turn-$turn" "$field_case" --policy static-reserve ;;
    0) run "turn-$turn" two-socket --policy v5.8-waits ;;
    *) run "turn-$turn" "$field_case" ;;
  esac
done
node dashboards/screenshots.mjs "$modules" "http://$prometheus" ../../dashboards/grafana 110 "$every" "$out" || exit 1

# The trace of a machine that grows.
: >"$work/spans.jsonl"
timeout 100 dotnet "$numaboot" run n4-tracebuf >"$work/traced.out" 2>&1 || exit 1
node dashboards/timeline.mjs "$modules" "$work/spans.jsonl" "$out/trace.png" virtual
