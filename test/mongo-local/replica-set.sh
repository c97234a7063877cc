#!/usr/bin/env bash
# Controls a replica set of three real MongoDB 6.0 servers: replica-set.sh COMMAND main|outage [MEMBER].
#   start     returns when there is a primary; starts what does not run, makes the set if it is new
#   stop      ends all members in order; kill without a MEMBER ends them without warning
#   remove    ends them without warning and forgets their data
#   answers   tells by its exit code whether there is a primary
#   uri       prints the address of the set
#   kill, pause, resume, cut, mend, start-member MEMBER   one member, by its host and port
#   can-cut   tells by its exit code whether members can be cut off from each other here
# main is the set for all tests, outage the one that tests may hurt.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
source "$here/place.sh"

command="${1:?start, stop, remove, answers, uri, kill, pause, resume, cut, mend, start-member or can-cut}"
set_name="${2:?main or outage}"
set_members "$set_name"

# The numbers of the members that are meant.
chosen=(0 1 2)
for number in 0 1 2; do [ "${3:-}" != "${members[number]}" ] || chosen=("$number"); done

pid_file() { printf '%s/run/%s-%s.pid' "$place" "$set_name" "${ports[$1]}"; }
data_of() { printf '%s/%s-%s' "$members_data" "$set_name" "${ports[$1]}"; }
network_of() { printf '%s-%s' "$bridge" "$1"; }
link_of() { printf 'rp-member-%s' "$1"; }

pid_of() {
  local pid
  pid="$(cat "$(pid_file "$1")" 2>/dev/null)" || return 1
  [ "$(readlink "/proc/$pid/exe" 2>/dev/null)" = "$(readlink -f "$mongod")" ] || return 1
  printf '%s' "$pid"
}

has_own_network() { [ "${hosts[$1]}" != 127.0.0.1 ]; }

make_network() {
  local name link
  name="$(network_of "$1")" link="$(link_of "$1")"
  ip link show "$bridge" >/dev/null 2>&1 || {
    ip link add "$bridge" type bridge
    ip address add "$network.1/24" dev "$bridge"
    ip link set "$bridge" up
  }
  ip netns list | grep -q "^$name\b" && return
  ip netns add "$name"
  ip link add "$link" type veth peer name eth0 netns "$name"
  ip link set "$link" master "$bridge"
  ip link set "$link" up
  ip netns exec "$name" ip address add "${hosts[$1]}/24" dev eth0
  ip netns exec "$name" ip link set eth0 up
  ip netns exec "$name" ip link set lo up
}

start_member() {
  local within=()
  pid_of "$1" >/dev/null && return
  mkdir -p "$(data_of "$1")" "$place/run" "$place/log"
  if has_own_network "$1"; then
    make_network "$1"
    within=(ip netns exec "$(network_of "$1")")
  fi
  LD_LIBRARY_PATH="$mongod_libraries" setsid nohup "${within[@]}" "$mongod" --replSet rs0 --port "${ports[$1]}" \
    --bind_ip "${hosts[$1]}" --dbpath "$(data_of "$1")" --wiredTigerCacheSizeGB 0.25 --oplogSize 512 \
    --setParameter diagnosticDataCollectionEnabled=false --setParameter oplogNetworkTimeoutBufferSeconds=1 --quiet \
    </dev/null >>"$place/log/$set_name-$1-mongod.log" 2>&1 &
  echo $! >"$(pid_file "$1")"
}

await_primary() {
  local elects=usually
  [ "$set_name" = main ] || elects=quickly
  for _ in $(seq 150); do
    node "$here/make-replica-set.mjs" "$elects" "${members[@]}" >/dev/null 2>&1 && return
    sleep 0.2
  done
  node "$here/make-replica-set.mjs" "$elects" "${members[@]}" || fail "The members do not become a set: see $place/log/$set_name-*.log"
}

start() {
  for number in 0 1 2; do start_member "$number"; done
  await_primary
}

signal() {
  local pid
  pid="$(pid_of "$2")" || return 0
  kill "-$1" "$pid"
}

await_end() {
  for _ in $(seq 300); do
    pid_of "$1" >/dev/null || return 0
    sleep 0.1
  done
  fail "The member ${members[$1]} does not end."
}

end() {
  for number in "${chosen[@]}"; do signal CONT "$number" && signal "$1" "$number"; done
  for number in "${chosen[@]}"; do await_end "$number"; done
}

remove() {
  end KILL
  for number in "${chosen[@]}"; do
    rm -rf "$(data_of "$number")" "$(pid_file "$number")"
    has_own_network "$number" && ip netns delete "$(network_of "$number")" 2>/dev/null || true
  done
}

case "$command" in
  start) start ;;
  stop) end TERM ;;
  remove) remove ;;
  answers) node "$here/ping.mjs" "$uri" >/dev/null 2>&1 ;;
  uri) printf '%s\n' "$uri" ;;
  kill) end KILL ;;
  pause) signal STOP "${chosen[0]}" ;;
  resume) signal CONT "${chosen[0]}" ;;
  cut) ip link set "$(link_of "${chosen[0]}")" down ;;
  mend) ip link set "$(link_of "${chosen[0]}")" up ;;
  start-member) start_member "${chosen[0]}" ;;
  can-cut) has_own_network 0 ;;
  *) fail "Unknown command \"$command\"." ;;
esac
