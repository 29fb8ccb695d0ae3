#!/usr/bin/env bash
# The pods that Kubernetes would make of the StatefulSet, run by podman: names, certificates, limits, restarts, an update.
# Usage: pods.sh WORK, with the image built
set -uo pipefail
work=$1
cd "$(dirname "$0")"
source ./checks.sh
source ./health.sh
network=numaboot-real
service=numaboot.numaboot-dev.svc
members=(numaboot-{0,1,2}."$service-member")

finish() {
  for member in "${members[@]}"; do
    echo "== $member"
    podman logs "$member" 2>&1
  done >"$work/pods.log"
  podman pod rm --force --all --time 1 >/dev/null 2>&1
  podman network rm --force "$network" >/dev/null 2>&1
}
trap finish EXIT

# As the kubelet mounts it: of a group that the member is in, and of nobody else.
secret() {
  local folder=$work/secrets/numaboot-certificates
  ../../tools/make-certificates "$work/authority" "$work/certificates" "*.$service" && mkdir -p "$folder" &&
    cp "$work"/certificates/{ca.crt,tls.crt,tls.key} "$folder/" && chown -R root:1654 "$folder" && chmod 0440 "$folder"/*
}

make_pods() {
  kubectl kustomize ../../k8s/overlays/dev | dotnet run pods.cs "$work/secrets" >"$work/pods.yaml"
}

start_pods() {
  podman network create "$network" >/dev/null && podman play kube --network "$network" "$work/pods.yaml" >"$work/play.log" 2>&1
}

started() {
  podman inspect "$1" --format '{{.State.StartedAt}}'
}

killed_and_back() {
  local before process
  before=$(started "$1")
  process=$(podman inspect "$1" --format '{{.State.Pid}}') || return 1
  kill -KILL "$process"
  within 30 is_new "$1" "$before"
}

is_new() {
  [ "$(started "$1")" != "$2" ] && [ "$(podman inspect "$1" --format '{{.State.Running}}')" = true ]
}

# The member first, while the pod still has its network, as the kubelet does it; it must leave and end with 0.
renew() {
  local pod=numaboot-$1.$service
  podman stop --time 60 "$pod-member" >/dev/null && says "ended with 0" podman inspect "$pod-member" --format 'ended with {{.State.ExitCode}}' &&
    says "left the cluster" podman logs --tail 1 "$pod-member" &&
    podman pod stop "$pod" >/dev/null && podman pod start "$pod" >/dev/null
}

# From the last pod to the first, each only when all are ready again, as a StatefulSet does it.
update() {
  local pod
  for pod in 2 1 0; do
    renew "$pod" && within 60 all_answer 200 ready "${members[@]}" || return 1
  done
}

check "certificates for the pods" secret
check "the set becomes pods" make_pods
check "pods start" start_pods || exit 0
check "every pod is ready" within 90 all_answer 200 ready "${members[@]}" || exit 0
check "every pod has started and lives" answers 200 "${members[0]}" startup live
check "a pod's root file system is read-only" cannot_write "${members[0]}" / /app /tmp /certificates
check "a pod is not root" is_nobody "${members[0]}"
check "a pod's memory is limited" says 1073741824 podman inspect "${members[0]}" --format '{{.HostConfig.Memory}}'
check "a pod that is killed is restarted" killed_and_back "${members[0]}"
check "the others are ready meanwhile" all_answer 200 ready "${members[1]}" "${members[2]}"
check "it is ready again" within 90 all_answer 200 ready "${members[@]}"
check "an update of one pod after the other" update
exit 0
