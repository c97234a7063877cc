#!/usr/bin/env bash
# Controls a replica set of three real MongoDB 6.0 servers: replica-set.sh COMMAND main|outage [MEMBER].
#   start     returns when there is a primary; starts what does not run, makes the set if it is new
#   stop      ends all members in order; kill without a MEMBER ends them without warning
#   remove    ends them without warning and forgets their data
#   answers   tells by its exit code whether there is a primary
#   uri       prints the address of the set
#   ports     prints the ports of its members, one a line
#   kill, pause, resume, start-member MEMBER   one member, by its port
# main is the set for all tests, outage the one that tests may hurt.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
source "$here/place.sh"

command="${1:?start, stop, remove, answers, uri, ports, kill, pause, resume or start-member}"
set_name="${2:?main or outage}"
member="${3:-}"
set_ports "$set_name"

pid_file() { printf '%s/run/%s-%s.pid' "$place" "$set_name" "$1"; }

pid_of() {
  local pid
  pid="$(cat "$(pid_file "$1")" 2>/dev/null)" || return 1
  [ "$(readlink "/proc/$pid/exe" 2>/dev/null)" = "$(readlink -f "$mongod")" ] || return 1
  printf '%s' "$pid"
}

start_member() {
  local port="$1" data="$members_data/$set_name-$1"
  pid_of "$port" >/dev/null && return
  mkdir -p "$data" "$place/run" "$place/log"
  LD_LIBRARY_PATH="$mongod_libraries" setsid nohup "$mongod" --replSet rs0 --port "$port" --bind_ip 127.0.0.1 \
    --dbpath "$data" --wiredTigerCacheSizeGB 0.25 --oplogSize 512 --setParameter diagnosticDataCollectionEnabled=false \
    --quiet </dev/null >>"$place/log/$set_name-$port-mongod.log" 2>&1 &
  echo $! >"$(pid_file "$port")"
}

await_primary() {
  for _ in $(seq 150); do
    node "$here/make-replica-set.mjs" "${ports[@]}" >/dev/null 2>&1 && return
    sleep 0.2
  done
  node "$here/make-replica-set.mjs" "${ports[@]}" || fail "The members do not become a set: see $place/log/$set_name-*.log"
}

start() {
  for port in "${ports[@]}"; do start_member "$port"; done
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
  fail "The member at port $1 does not end."
}

end() {
  for port in "${ports[@]}"; do signal CONT "$port" && signal "$1" "$port"; done
  for port in "${ports[@]}"; do await_end "$port"; done
}

kill_members() {
  [ -z "$member" ] || ports=("$member")
  end KILL
}

remove() {
  end KILL
  for port in "${ports[@]}"; do rm -rf "$members_data/$set_name-$port" "$(pid_file "$port")"; done
}

case "$command" in
  start) start ;;
  stop) end TERM ;;
  remove) remove ;;
  answers) node "$here/ping.mjs" "$uri" >/dev/null 2>&1 ;;
  uri) printf '%s\n' "$uri" ;;
  ports) printf '%s\n' "${ports[@]}" ;;
  kill) kill_members ;;
  pause) signal STOP "$member" ;;
  resume) signal CONT "$member" ;;
  start-member) start_member "$member" ;;
  *) fail "Unknown command \"$command\"." ;;
esac
