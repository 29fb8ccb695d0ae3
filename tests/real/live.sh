# Sourced by the parts that look at real members with a real Prometheus: how both are started, on this machine alone.
# Wants: work, a folder for logs; modules, where npm has installed what receives spans; stable_after, how long a lost member
# is missed before the others go on; every, how many seconds are between two scrapes, if not five.

numaboot="$(realpath ../../src/NumaBoot.Cli/bin/Release/net10.0/numaboot.dll)"
field_case="$(realpath ../../examples/field-case.json)"
prometheus=127.0.0.1:19090
search=19099
join=(--join 127.0.0.1:14051 --join 127.0.0.1:14052 --join 127.0.0.1:14053)
declare -A member
others=()

finish() {
  kill "${member[@]}" "${others[@]}" 2>/dev/null
}
trap finish EXIT
trap 'exit 1' TERM INT

# Stands for the collector: where spans go, one a line in spans.jsonl. What is started afterwards sends them there.
start_receiver() {
  node dashboards/receive-spans.mjs "$modules" "$work/spans.jsonl" >"$work/receiver.port" 2>"$work/live-receiver.log" &
  others+=($!)
  within 10 test -s "$work/receiver.port" || return 1
  export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf OTEL_METRICS_EXPORTER=none OTEL_LOGS_EXPORTER=none
  OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:$(cat "$work/receiver.port")"
  export OTEL_EXPORTER_OTLP_ENDPOINT
}

start_member() {
  dotnet "$numaboot" member --port "1405$1" --health-port "1808$1" --stable-after "$stable_after" "${join[@]}" >"$work/live-member-$1.log" 2>&1 &
  member[$1]=$!
}

# Our own files, but for where the targets are: what is pushed to the collector is asked of the search itself.
start_prometheus() {
  cp -r ../../dashboards/prometheus "$work/live-prometheus"
  sed -i -E -e 's/member-([123]):8080/127.0.0.1:1808\1/' -e "s/collector:8889/127.0.0.1:$search/" \
    -e "s/(scrape_interval|evaluation_interval|scrape_timeout): .*/\1: ${every:-5}s/" \
    -e 's/regex: \(\.\+\):8080/regex: 127.0.0.1:1808(.)\n        replacement: member-$1/' "$work/live-prometheus/prometheus.yml"
  prometheus --config.file="$work/live-prometheus/prometheus.yml" --storage.tsdb.path="$work/live-prometheus/data" \
    --web.listen-address="$prometheus" --enable-feature=exemplar-storage --log.level=warn >"$work/live-prometheus.log" 2>&1 &
  others+=($!)
}

# run NAME ARGUMENTS...: a run on the cluster.
run() {
  local name=$1
  shift
  timeout 250 dotnet "$numaboot" run "$@" --cluster 127.0.0.1:14051 --cluster 127.0.0.1:14052 >"$work/live-$name.out" 2>"$work/live-$name.err"
}

# asked EXPRESSION: whether Prometheus has an answer.
asked() {
  curl -sS --max-time 5 --data-urlencode "query=$1" "http://$prometheus/api/v1/query" | grep -q '"value"'
}
