#!/usr/bin/env bash
# Every query of every panel and every rule, answered by a real Prometheus that scrapes three real members and a real
# search. Between, a member dies in the middle of a run, so that every alert fires. Takes about five minutes.
# Usage: CHECKS=FILE dashboards-live.sh WORK, a folder for logs; the Release build must be there
set -uo pipefail
work=$(realpath "${1:?a folder for logs}")
cd "$(dirname "$0")"
source ./checks.sh
modules=$work/receiver
# Long enough for a run that stands still to be told.
stable_after=140s
source ./live.sh

holds() {
  grep -q "every invariant held" "$work/live-$1.out"
}

# drives AT: whether that member has lanes, asked of itself: Prometheus knows what was.
drives() {
  grep -q '^numaboot_lanes{.* [1-9]' <<<"$(curl -sS --max-time 5 "http://127.0.0.1:1808$1/metrics")"
}

answers_all() {
  node dashboards/check-answers.mjs "http://$prometheus" "$1" "$work/spans.jsonl" "$begin" \
    numaboot_wire_refused_total numaboot_wire_repeated_total akka_actor_restarts_total
}

# finds FAULT EXPRESSION: a panel that asks that is found, for that reason.
finds() {
  rm -rf "$work/live-planted"
  cp -r ../../dashboards/grafana "$work/live-planted"
  EXPRESSION=$2 node -e '
    const fs = require("fs"), [file] = process.argv.slice(1), dashboard = JSON.parse(fs.readFileSync(file));
    dashboard.panels[0].targets[0].expr = process.env.EXPRESSION;
    fs.writeFileSync(file, JSON.stringify(dashboard));' "$work/live-planted/boot.json"
  says "Boots in hand A: $1" answers_all "$work/live-planted"
}

npm install --silent --no-audit --no-fund --prefix "$modules" protobufjs@8.8.1 @opentelemetry/otlp-grpc-exporter-base@0.38.0 || exit 1
begin=$(date +%s)
start_receiver || exit 1
start_prometheus
for at in 1 2 3; do
  start_member "$at"
done
check "Prometheus reaches three members" within 60 asked 'sum(up{job="numaboot"}) == 3' || exit 0
check "each member sees three" within 60 asked 'min(akka_cluster_members{akka_cluster_status="up"}) == 3' || exit 0

# Policy v1 breaks what it does not promise; what broke is counted when the search is over.
timeout 400 dotnet "$numaboot" explore tiny --policy v1 --keep-going --schedules 200000 --metrics "$search" --metrics-linger 400 \
  --replay-file "$work/live-broken.json" >"$work/live-search.log" 2>&1 &
others+=($!)
# A rate needs more than one of each: machines that grow, machines where allocations wait for each other's pages, and machines
# that do not boot, where allocations leave their node and then fail.
for turn in 1 2; do
  run "whole-$turn" sockets-64
  run "growing-$turn"
  run "waiting-$turn" two-socket --policy v5.8-waits
  run "failing-$turn" "$field_case" --policy static-reserve
done
check "a run that is looked at comes to what it should" holds whole-1
check "a machine that does not boot is counted" within 20 asked 'sum(numaboot_allocations_total{numaboot_outcome="failed"}) > 0'

check "the member to die has nothing to do" within 30 not drives 3
run broken sockets-64 &
broken=$!
check "then it has a part of a run" within 30 drives 3
kill -KILL "${member[3]}"
check "the lost member is told" within 40 asked 'ALERTS{alertname="MemberUnreachable", alertstate="firing"}'
check "its target is told" within 30 asked 'ALERTS{alertname="TargetDown", alertstate="firing", instance="member-3"}'
check "the run that stands still is told" within 150 asked 'ALERTS{alertname="RunDoesNotAdvance", alertstate="firing", job="numaboot"}'
wait "$broken"
check "the run goes on and comes to what it should" holds broken
check "its lanes were computed again" within 15 asked 'sum(numaboot_recoveries_total) > 0'
check "nobody is missed any more" within 30 asked 'max(akka_cluster_members{akka_cluster_status="unreachable"}) == 0'
check "every query and every rule has an answer" answers_all ../../dashboards/grafana
check "a metric that is not there is found" finds "no data" 'sum(numaboot_run_active)'
check "what is zero all the time is found" finds "zero all the time" '0 * up'
check "what is no number is found" finds "not a number" 'up * 0 / 0'
check "what is infinite is found" finds "infinite" '1 / (up * 0)'
check "what Prometheus does not understand is found" finds "1:7: parse error" 'sum(up'
exit 0
