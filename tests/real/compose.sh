#!/usr/bin/env bash
# docker-compose.yml as it is: docker-compose against podman's socket, three members that find each other, one that dies.
# What only looks at them has images that are not to be had here: it is not started, and nobody takes what members tell.
# Usage: compose.sh WORK, with the image built
set -uo pipefail
work=$1
cd "$(dirname "$0")"
source ./checks.sh
source ./health.sh

export DOCKER_HOST="unix://$work/podman.sock" COMPOSE_PROJECT_NAME=numaboot-real
podman system service -t 0 "$DOCKER_HOST" >"$work/service.log" 2>&1 &
service=$!

compose() {
  docker-compose -f ../../docker-compose.yml "$@"
}

finish() {
  compose logs --no-color >"$work/compose.log" 2>&1
  compose down --volumes --timeout 5 >/dev/null 2>&1
  kill "$service"
}
trap finish EXIT

container() {
  compose ps -q "$1"
}

# Nothing asks for the health of containers by itself where no systemd runs, so it is asked for here.
healthy() {
  local member
  for member in "$@"; do
    podman healthcheck run "$(container "$member")" >/dev/null 2>&1 || return 1
  done
}

unhealthy() {
  ! healthy "$1"
}

only_the_authority_signs() {
  says "ca.crt" podman exec "$(container member-1)" ls /certificates && says "No such file" podman exec "$(container member-1)" ls /authority
}

# A client in the network, with the client's certificate; what it prints is what one process prints.
submit() {
  timeout 90 docker-compose -f ../../docker-compose.yml run --rm -T client run two-socket --cluster member-1:4053 "$@" 2>"$work/client.log"
}

submitted_run() {
  local alone together
  alone=$(podman run --rm --no-healthcheck --network none numaboot:0.1.0 run two-socket 2>/dev/null) &&
    together=$(submit --certificate /certificates/client.crt --certificate-key /certificates/client.key --authority /certificates/ca.crt) &&
    diff <(echo "$alone") <(echo "$together")
}

leaves_cleanly() {
  compose stop --timeout 60 member-3 && [ "$(podman inspect "$(compose ps -q member-3)" --format '{{.State.ExitCode}}')" = 0 ]
}

# It need not be killed.
within_a_moment() {
  local begin=$SECONDS
  "$@" && [ $((SECONDS - begin)) -lt 15 ]
}

within 20 test -S "$work/podman.sock" || exit 1
check "docker-compose understands the file" compose config -q
check "three members start" compose up -d member-1 member-2 member-3 || exit 0
check "three members are healthy" within 90 healthy member-1 member-2 member-3 || exit 0
check "the key that signs is not with the members" only_the_authority_signs
check "a member's root file system is read-only" cannot_write "$(container member-1)" / /app /certificates
check "a member is not root" is_nobody "$(container member-1)"
check "a run is submitted to a member and ends as in one process" submitted_run
refuse "a client without a certificate is not let in" submit --insecure
check "the demo starts" compose up -d demo
check "the demo boots a machine on the members" within 60 says "every invariant held" compose logs --no-color demo
check "the demo stops at once" within_a_moment compose stop --timeout 30 demo
check "a member is killed" podman kill --signal KILL "$(container member-2)"
check "the others part from it" within 60 says "member-2:4053 is gone; 2 members" podman logs "$(container member-1)"
check "the others go on" healthy member-1 member-3
check "it comes back" compose up -d member-2
check "three members are healthy again" within 90 healthy member-1 member-2 member-3
check "a member that is stopped leaves and ends with 0" leaves_cleanly
check "two stay healthy" within 30 healthy member-1 member-2
exit 0
