#!/usr/bin/env bash
# Builds the image and runs what config/deploy describes: one service on SQLite, then three members, three services and
# the proxy. Decides, ends one service and one member of the database with SIGKILL, asks again, and verifies.
#   bash test/deploy/run-containers.sh             with docker, or podman and podman-compose, whichever is there
# ENGINE names the program, COMPOSE the command that reads compose files, ENGINE_OPTIONS what the program is given first.
# IN_STEPS=1 starts what depends on nothing first, and so on: podman 4.3 does not start what depends on a dependent.
set -euo pipefail
cd "$(dirname "$0")/../.."

engine="${ENGINE:-$(command -v docker || command -v podman)}"
read -r -a options <<<"${ENGINE_OPTIONS:-}"
if [ -n "${COMPOSE:-}" ]; then read -r -a compose <<<"$COMPOSE"
elif "$engine" compose version >/dev/null 2>&1; then compose=("$engine" compose)
else compose=(podman-compose); fi

export ADMIN_KEY="containers-administrator-key-0123456789"
export MONGO_PASSWORD=servicepassword MONGO_OPERATOR_PASSWORD=operatorpassword
address=http://127.0.0.1:8080

run() { "$engine" ${options[@]+"${options[@]}"} "$@"; }
said() { printf '%s %s\n' "$(date -u +%T)" "$*"; }
down() { "${compose[@]}" --file "config/deploy/$1" down --volumes >/dev/null 2>&1 || true; }
containers() { run ps --format '{{.Names}}' | grep -E "$1" | head -n 1; }

wait_until_ready() {
  for _ in $(seq 300); do
    if curl --silent --fail --output /dev/null "$address/readyz"; then return 0; fi
    sleep 1
  done
  said "nothing is ready after 300 s"; run ps --all; exit 1
}

# decide ORDER: prints the amount; asks again under the same key, as clients do, while it is told to.
decide() {
  local body status
  for _ in $(seq 60); do
    status="$(curl --silent --output /tmp/run-containers.json --write-out '%{http_code}' "$address/v1/decisions" \
      --header "Authorization: Bearer $ADMIN_KEY" --header 'Content-Type: application/json' \
      --header "Idempotency-Key: \"key-$1\"" --header "Refund-Account: account-$1" \
      --data '{"facts":{"order":{"id":"'"$1"'","status":"partial","quantity":1000,"remains":157,"charge":"0.27819","currency":"USD"},"claim":{"reason":"undelivered"},"account":{"id":"account-'"$1"'"}}}')" || status=000
    body="$(cat /tmp/run-containers.json 2>/dev/null || true)"
    case "$status" in
      200 | 201) node -e 'console.log(JSON.parse(process.argv[1]).refund.amount)' "$body"; return 0 ;;
      503 | 000 | 502) sleep 1 ;;
      *) said "an answer that no client can expect: $status $body" >&2; return 1 ;;
    esac
  done
  said "no answer for $1 within 60 tries: $status $body" >&2; return 1
}

expect() { [ "$1" = "$2" ] || { said "expected $2, got $1"; exit 1; }; }

said "one service on SQLite"
trap 'down single.yaml; down compose.yaml' EXIT
"${compose[@]}" --file config/deploy/single.yaml up --build --detach
wait_until_ready
expect "$(decide single-1)" 0.04368
service="$(containers single)"
run kill --signal KILL "$service" >/dev/null
run start "$service" >/dev/null 2>&1 || true
wait_until_ready
expect "$(decide single-1)" 0.04368
run exec "$service" node dist/cli/main.js verify
down single.yaml

said "three members, three services, and the proxy"
up_all() { "${compose[@]}" --file config/deploy/compose.yaml up --detach "$@"; }
if [ -z "${IN_STEPS:-}" ]; then up_all --build
else
  for step in "mongo-1 mongo-2 mongo-3" migrate "service-1 service-2 service-3" proxy; do
    # shellcheck disable=SC2086
    up_all --no-deps $step
  done
fi
wait_until_ready
for order in $(seq 20); do expect "$(decide "many-$order")" 0.04368; done
said "a service is killed"
run kill --signal KILL "$(containers 'service[-_]2')" >/dev/null
for order in $(seq 21 30); do expect "$(decide "many-$order")" 0.04368; done
said "a member of the database is killed"
run kill --signal KILL "$(containers 'mongo[-_]1([-_]|$)')" >/dev/null
for order in $(seq 40); do expect "$(decide "many-$order")" 0.04368; done
run exec "$(containers 'service[-_]1')" node dist/cli/main.js verify
said "all of it ran: 40 orders got their one credit"
