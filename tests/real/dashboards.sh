#!/usr/bin/env bash
# Dashboards, rules and the tools of docker-compose.yml as far as they can be proved without Grafana, Tempo and the
# collector: checked against their types and against each other, and each check finds what is planted.
# Usage: dashboards.sh WORK, a folder for copies and packages
set -uo pipefail
work=$(realpath "${1:?a folder for copies and packages}")
cd "$(dirname "$0")"
source ./checks.sh
root=$(realpath ../..)

npm install --silent --no-audit --no-fund --prefix "$work/schema-12" @grafana/schema@12.0.2 typescript@7.0.2 \
  @grafana/grafana-foundation-sdk@0.0.21 yaml@2.8.1 || exit 1
npm install --silent --no-audit --no-fund --prefix "$work/schema-13" @grafana/schema@13.2.3 || exit 1

configuration() {
  promtool check config "$1/dashboards/prometheus/prometheus.yml"
}

rules() {
  promtool test rules "$1/dashboards/prometheus/tests/rules.yml"
}

types() {
  node dashboards/check-dashboards.mjs "$1/dashboards/grafana" "$work/schema-12" "$work/schema-13"
}

stack() {
  node dashboards/check-stack.mjs "$work/schema-12" "$1"
}

# planted COMMAND FILE EDIT: the command, with a fault in a copy of that file.
planted() {
  rm -rf "$work/planted"
  mkdir "$work/planted"
  cp -r "$root/dashboards" "$root/docker-compose.yml" "$work/planted"
  sed -i -E "$3" "$work/planted/$2"
  if cmp -s "$root/$2" "$work/planted/$2"; then
    echo "nothing is planted in $2 by $3" >&2
    return 0
  fi
  "$1" "$work/planted" >/dev/null 2>&1
}

check "Prometheus understands configuration and rules" configuration "$root"
refuse "a misspelt setting of Prometheus is found" planted configuration dashboards/prometheus/prometheus.yml 's/scrape_interval/scrape_intervall/'
refuse "a rule that is no expression is found" planted configuration dashboards/prometheus/rules/recording.yml 's/sum by \(job, instance\) \(/sum by (job, instance (/'
refuse "an annotation that is no template is found" planted configuration dashboards/prometheus/rules/alerts.yml 's/\.instance \}\}/.instance }/'

check "rules do what their tests say" rules "$root"
refuse "a rate over another time is found" planted rules dashboards/prometheus/rules/recording.yml 's/deliveries_total\[1m\]/deliveries_total[1s]/'
refuse "a quantile that is another one is found" planted rules dashboards/prometheus/rules/recording.yml 's/0\.99/0.95/'
refuse "an invariant that is not told the first time is found" planted rules dashboards/prometheus/rules/alerts.yml 's/ offset 5m//'
refuse "a run that is told too early is found" planted rules dashboards/prometheus/rules/alerts.yml 's/unless sum by \(job\)/unless max by (instance)/'
refuse "a member that is reached and told is found" planted rules dashboards/prometheus/rules/alerts.yml 's/status="unreachable"/status="up"/'
refuse "a target that is told after one scrape is found" planted rules dashboards/prometheus/rules/alerts.yml 's/for: 15s/for: 0s/'

boot=dashboards/grafana/boot.json
check "dashboards are of Grafana's types, and each panel has title, unit and description" types "$root"
refuse "a field that Grafana does not have is found" planted types $boot '0,/"colorMode"/s//"colourMode"/'
refuse "a field of a query that is misspelt is found" planted types $boot '0,/"legendFormat"/s//"legendFromat"/'
refuse "a word that Grafana does not have is found" planted types $boot 's/"orientation": "horizontal"/"orientation": "across"/'
refuse "an option of another type is found" planted types $boot '0,/"calcs": \["lastNotNull"\]/s//"calcs": "lastNotNull"/'
refuse "a panel that does not exist is found" planted types $boot 's/"type": "bargauge"/"type": "bar-gauge"/'
refuse "a unit that Grafana does not have is found" planted types $boot '0,/"unit": "cps"/s//"unit": "per second"/'
refuse "a panel without a unit is found" planted types $boot '0,/"unit": "none", /s///'
refuse "a panel without a title is found" planted types $boot 's/, "title": "Boots in hand"//'
refuse "a panel without a description is found" planted types $boot '0,/"description": "How many boots.*",/s///'
refuse "a variable that is not there is found" planted types $boot '0,/expr.*\$instance/s/\$instance/$instances/'
refuse "panels that cover each other are found" planted types $boot '0,/"x": 4,/s//"x": 3,/'

check "docker-compose.yml and what it mounts agree" stack "$root"
refuse "a target that nobody is at is found" planted stack dashboards/prometheus/prometheus.yml 's/member-2:8080/member-2:8081/'
refuse "a member that is not scraped is found" planted stack dashboards/prometheus/prometheus.yml '/member-3:8080/d'
refuse "an exporter that does not exist is found" planted stack dashboards/otel-collector/config.yml 's/exporters: \[prometheus\]/exporters: [prometheu]/'
refuse "a receiver on another port is found" planted stack dashboards/otel-collector/config.yml 's/4317$/4319/'
refuse "a datasource at the wrong port is found" planted stack dashboards/provisioning/datasources/datasources.yml 's/tempo:3200/tempo:3100/'
refuse "exemplars that lead nowhere are found" planted stack dashboards/provisioning/datasources/datasources.yml 's/datasourceUid: tempo/datasourceUid: jaeger/'
refuse "a dashboard with a datasource that is not there is found" planted stack $boot '0,/"uid": "prometheus"/s//"uid": "prom"/'
refuse "an image that is not pinned is found" planted stack docker-compose.yml 's/(tempo):2.6.1/\1:latest/'
refuse "a port that is open to others is found" planted stack docker-compose.yml 's/127.0.0.1:3000:3000/3000:3000/'
refuse "a tool that may write is found" planted stack docker-compose.yml '/^x-tool/,/read_only/s/read_only: true/read_only: false/'
exit 0
