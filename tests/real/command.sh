#!/usr/bin/env bash
# The command in the image: read-only, without network, without capabilities, as nobody, it still boots a machine.
set -uo pipefail
cd "$(dirname "$0")"
source ./checks.sh

command_in_image() {
  podman run --rm --no-healthcheck --network none --read-only --read-only-tmpfs=false --cap-drop ALL "$@"
}

no_sdk() {
  [ -z "$(command_in_image --entrypoint dotnet numaboot:0.1.0 --list-sdks)" ]
}

check "the image tells what it can do" says "member" command_in_image numaboot:0.1.0
check "the image boots a machine" says "every invariant held" command_in_image numaboot:0.1.0 run two-socket
check "the image boots the machine that it runs on, which shows it no addresses" says "every invariant held" command_in_image numaboot:0.1.0 run this
check "and says so" says "note: /proc/iomem" command_in_image numaboot:0.1.0 run this
check "the image is not root by default" says "uid=1654" command_in_image --entrypoint id numaboot:0.1.0
check "the image holds no SDK" no_sdk
refuse "the image holds no sources" command_in_image --entrypoint test numaboot:0.1.0 -e /source
exit 0
