#!/usr/bin/env bash
# Pictures for docs/images of the pages that --report writes. By hand: tests/real/report/screenshots.sh [OUT]
# Needs root and Debian; the Release build must be there. Takes half a minute.
set -euo pipefail
cd "$(dirname "$0")"
out=$(realpath -m "${1:-../../../docs/images}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v chromium >/dev/null || { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends chromium; }
npm install --silent --no-audit --no-fund --prefix "$work/modules" playwright-core@1.65.1
node screenshots.mjs "$work/modules" "$work/pages" ../../../src/NumaBoot.Cli/bin/Release/net10.0/numaboot.dll "$out"
