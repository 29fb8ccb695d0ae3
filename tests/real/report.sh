#!/usr/bin/env bash
# What the command writes for browsers, opened in one, offline. Needs Chromium and the Release build.
# Usage: report.sh WORK, a folder for files and packages
set -uo pipefail
work=$(realpath "${1:?a folder for files and packages}")
cd "$(dirname "$0")"
source ./checks.sh
numaboot=$(realpath ../../src/NumaBoot.Cli/bin/Release/net10.0/numaboot.dll)
field_case=$(realpath ../../examples/field-case.json)
modules="$work/report-modules"
files="$work/report"
mkdir -p "$files"

npm install --silent --no-audit --no-fund --prefix "$modules" playwright-core@1.65.1 axe-core@4.14.1 speedscope@1.25.0 \
  uplot@1.6.32 || exit 1

# What lies in the repository of another project is what that project gave out.
package_files() {
  local ours=../../src/NumaBoot.Reports/Pages/Packages/uplot theirs="$modules/node_modules/uplot"
  cmp "$ours/uPlot.iife.min.js" "$theirs/dist/uPlot.iife.min.js" && cmp "$ours/uPlot.min.css" "$theirs/dist/uPlot.min.css" &&
    cmp "$ours/LICENSE" "$theirs/LICENSE" && cmp "$ours/package.json" "$theirs/package.json"
}

# Writes the timelines; of a replay, too, whose exit code is that of what it found broken.
timelines() {
  dotnet "$numaboot" run n4-tracebuf --timeline "$files/n4-tracebuf.json" &&
    dotnet "$numaboot" run "$field_case" --timeline "$files/field-case.json" || return 1
  dotnet "$numaboot" explore tiny --policy v1 --replay-file "$files/recorded.json"
  dotnet "$numaboot" replay "$files/recorded.json" --timeline "$files/replay.json" --trace-allocations 100
  [ -s "$files/replay.json" ]
}

speedscope() {
  timeout 120 node report/speedscope.mjs "$modules" "$@"
}

# planted TEXT EDIT: a fault in a copy of a timeline, of which the look with speedscope must say that text.
planted() {
  sed -E "$2" "$files/replay.json" >"$files/planted.json"
  if cmp -s "$files/replay.json" "$files/planted.json"; then
    echo "nothing is planted by $2" >&2
    return 1
  fi
  says "$1" speedscope "$files/planted.json"
}

check "the chart library is its package, byte by byte" package_files
check "pages of boots, comparisons and the calibration show what --json says, to everybody" timeout 280 node report/pages.mjs "$modules" "$files" "$numaboot"
check "pages of explore and replay step through what broke" timeout 200 node report/story.mjs "$modules" "$files" "$numaboot"
check "boots are written as timelines" timelines >/dev/null
check "speedscope reads every slice of them" speedscope "$files/n4-tracebuf.json" "$files/field-case.json" "$files/replay.json"
check "a slice that does not end is found" planted "machine (pid 1), coordinator (tid 2): expected" '/"ph":"E","name":"growth"/d'
check "a slice that does not begin is found" planted "but the stack was empty" '0,/"ph":"B","name":"take"/{//d}'
check "slices that overlap are found" planted "machine (pid 1), coordinator (tid 2): expected" 's/("ph":"E","name":"build".*"ts":)[0-9.]+/\1900/'
check "a thread without a name is found" planted "has no name" '/"name":"thread_name".*"cpu 1"/d'
exit 0
