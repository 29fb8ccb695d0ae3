#!/usr/bin/env bash
# Three members and a client on addresses of their own, in namespaces that a bad network joins: frames come late, out of
# order or not at all, and the network is cut in two. Every run ends with the digest of one process. Needs root, iproute2
# and python3; the Release build must be there. Takes about two minutes.
# Usage: CHECKS=FILE cluster-network.sh WORK, a folder for logs
set -uo pipefail
work=$(realpath "${1:?a folder for logs}")
cd "$(dirname "$0")"
source ./checks.sh
numaboot="$(realpath ../../src/NumaBoot.Cli/bin/Release/net10.0/numaboot.dll)"
port=4053
small=../fixtures/kernel-boots/n4-tracebuf
tag="nb$$"
declare -A member

command -v ip >/dev/null && command -v python3 >/dev/null || {
  apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends iproute2 python3 || exit 1
}

finish() {
  kill "${member[@]}" 2>/dev/null
  [ -z "${network:-}" ] || exec {network}>&-
  for at in 1 2 3 4; do
    ip netns delete "$tag-$at" 2>/dev/null
  done
}
trap finish EXIT
trap 'exit 1' TERM INT

# The devices are made here and then moved: what a process has open moves along.
for at in 1 2 3 4; do
  ip netns add "$tag-$at" && ip tuntap add dev "$tag-t$at" mode tap || exit 1
done
mkfifo "$work/network.in"
python3 ./frames.py 7 "$tag"-t{1,2,3,4} <"$work/network.in" >"$work/network.log" 2>&1 &
exec {network}>"$work/network.in"
within 10 grep -q ok "$work/network.log" || exit 1
for at in 1 2 3 4; do
  ip link set "$tag-t$at" netns "$tag-$at"
  ip -n "$tag-$at" address add "10.77.0.$at/24" dev "$tag-t$at"
  ip -n "$tag-$at" link set lo up
  ip -n "$tag-$at" link set "$tag-t$at" up
done

network() {
  echo "$*" >&"$network"
}

# start AT [NAME]: the member of that namespace; its lines go to a file of that name.
start() {
  ip netns exec "$tag-$1" dotnet "$numaboot" member --address "10.77.0.$1" --insecure --port $port \
    --join 10.77.0.1:$port --join 10.77.0.2:$port --join 10.77.0.3:$port >"$work/${2:-member-$1}.log" 2>&1 &
  member[$1]=$!
}

# A window of time costs a round trip, so the machine for the slow network is one of few windows.
# run MACHINE NAME: runs it on the cluster, from a namespace without a member.
run() {
  timeout 120 ip netns exec "$tag-4" dotnet "$numaboot" run "$1" --insecure --cluster 10.77.0.1:$port --cluster 10.77.0.2:$port \
    >"$work/$2.out" 2>"$work/$2.err" &
  wait $!
}

digest() {
  grep -o 'digest [0-9a-f]*' "$1"
}

# alone MACHINE: runs it in one process.
alone() {
  dotnet "$numaboot" run "$1" >"$work/alone-${1##*/}.out" 2>&1
}

# same MACHINE NAME: that run of it came to what one process comes to.
same() {
  [ -n "$(digest "$work/$2.out")" ] && [ "$(digest "$work/alone-${1##*/}.out")" = "$(digest "$work/$2.out")" ] || {
    tail -n 5 "$work/$2.out" "$work/$2.err" >&2
    return 1
  }
}

refused() {
  ip netns exec "$tag-1" dotnet "$numaboot" member --address 10.77.0.1 --port 4999 >"$work/refused.log" 2>&1
  [ $? -eq 2 ] && [ "$(wc -l <"$work/refused.log")" -eq 1 ]
}

# has_block AT: a thread of the member simulates; it is called after its block.
has_block() {
  grep -qs '^block ' /proc/"${member[$1]}"/task/*/comm
}

# ends AT CODE: the member ends by itself with that exit code.
ends() {
  wait "${member[$1]}"
  [ $? -eq "$2" ]
}

check "an address that others reach is refused without TLS and without the flag" refused
for at in 1 2 3; do start $at; done
alone $small
alone sockets-64
for at in 1 2 3; do
  check "member $at is one of three" within 60 grep -q '; 3 members' "$work/member-$at.log" || exit 0
done
check "it says aloud that it is insecure" grep -q 'INSECURE' "$work/member-1.log"

network delay 50 20
run $small late
check "a run over a network with 50 to 70 ms of delay, frames overtaking, is the same" same $small late
network loss 0.05
run $small lossy
check "a run over a network that loses 5 % of frames on top is the same" same $small lossy
network tell
within 5 grep -q overtook "$work/network.log"
check "frames were lost and overtook" grep -Eq '[1-9][0-9]* lost, [1-9][0-9]* overtook' "$work/network.log"
check "all that made no member leave" not grep -Eq 'is (down|gone)|stopped' "$work"/member-{1,2,3}.log

network heal
run sockets-64 cut &
client=$!
check "member 3 has a block" within 30 has_block 3
network cut "$tag-t3"
began=$SECONDS
wait $client
echo "the run ended $((SECONDS - began)) s after the cut, load $(cut -d' ' -f1 /proc/loadavg)"
check "a run goes on where most members are when the network is cut 2|1" same sockets-64 cut
check "a loss was recomputed" grep -q 'recomputed' "$work/cut.err"
check "the smaller side ends with exit code 4" ends 3 4
check "and says why" grep -q 'stopped: this side of a partition is the smaller one' "$work/member-3.log"
network heal
start 3 member-3-again
check "started again it joins" within 60 grep -q '; 3 members' "$work/member-3-again.log"
run $small healed
check "a run on the healed cluster is the same" same $small healed
exit 0
