#!/usr/bin/env bash
# Controls one of the FerretDB servers that prepare-ferretdb.sh has built: ferretdb.sh start|stop|kill|remove|answers|uri main|outage.
# start returns when the server answers; stop ends it in order, kill without warning,
# remove also forgets its data; answers tells by its exit code.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
source "$here/place.sh"

command="${1:?start, stop, kill, remove, answers or uri}"
server="${2:?main or outage}"
server_ports "$server"
pid_file="$place/run/$server-$port.pid"
# A cluster with other settings than these is made anew.
cluster_made="$place/run/$server-$port.cluster-3"

answers() { node "$here/ping.mjs" "$uri" >/dev/null 2>&1; }

postgres_runs() { in_system pg_lsclusters --no-header | grep -Eq "^$postgres_version +$server .* online"; }

postgres() { in_system su postgres -c "psql -h 127.0.0.1 -p $postgres_port -v ON_ERROR_STOP=1 -qAtX -c \"$1\""; }

create_cluster() {
  local settings="$system/etc/postgresql/$postgres_version/$server"
  [ -e "$cluster_made" ] && return
  in_system pg_dropcluster "$postgres_version" "$server" --stop >/dev/null 2>&1 || true
  in_system pg_createcluster "$postgres_version" "$server" --port "$postgres_port" --encoding UTF8
  # The extension connects to itself over localhost, so every local way in must be trusted.
  cat >"$settings/pg_hba.conf" <<'END'
local all all trust
host all all 127.0.0.1/32 trust
host all all ::1/128 trust
END
  cat >>"$settings/postgresql.conf" <<END
shared_preload_libraries = 'pg_cron,pg_documentdb_extended_rum,pg_documentdb_core,pg_documentdb'
# Indexes that give their order as MongoDB's do; the extension's default kind only finds, and pages would be sorted.
documentdb.alternate_index_handler_name = 'extended_rum'
cron.database_name = 'postgres'
listen_addresses = '127.0.0.1'
port = $postgres_port
max_connections = 200
dynamic_shared_memory_type = mmap
deadlock_timeout = '50ms'
# What is stored may be lost with the machine: the death of processes is tested, not that of a disk.
fsync = off
END
  start_postgres
  postgres 'CREATE EXTENSION IF NOT EXISTS documentdb CASCADE'
  postgres 'CREATE EXTENSION IF NOT EXISTS documentdb_extended_rum CASCADE'
  touch "$cluster_made"
}

start_postgres() {
  postgres_runs || setsid env LC_ALL=C.UTF-8 chroot "$system" pg_ctlcluster "$postgres_version" "$server" start </dev/null
}

ferretdb_runs() { [ -s "$pid_file" ] && [ "$(readlink "/proc/$(cat "$pid_file")/exe" 2>/dev/null)" = "$ferretdb" ]; }

start_ferretdb() {
  ferretdb_runs && return
  mkdir -p "$place/run/$server"
  setsid nohup "$ferretdb" \
    --postgresql-url="postgres://postgres@127.0.0.1:$postgres_port/postgres" \
    --listen-addr="127.0.0.1:$port" --no-auth --telemetry=disable --debug-addr=- \
    --state-dir="$place/run/$server" --log-level=warn </dev/null >>"$place/log/$server-ferretdb.log" 2>&1 &
  echo $! >"$pid_file"
}

await_answer() {
  for _ in $(seq 100); do
    answers && return
    sleep 0.2
  done
  fail "The server at $uri does not answer: see $place/log/$server-ferretdb.log"
}

start() {
  answers && return
  mount_proc
  create_cluster >>"$place/log/$server-postgres.log" 2>&1 </dev/null
  start_postgres >>"$place/log/$server-postgres.log" 2>&1
  start_ferretdb
  await_answer
}

# Ends both parts; $1 is how FerretDB is ended, $2 how PostgreSQL is.
end() {
  ferretdb_runs && kill "-$1" "$(cat "$pid_file")"
  rm -f "$pid_file"
  mount_proc
  in_system pg_ctlcluster "$postgres_version" "$server" stop --mode "$2" >>"$place/log/$server-postgres.log" 2>&1 || true
}

# Ends the server and removes its data.
remove() {
  end KILL immediate
  in_system pg_dropcluster "$postgres_version" "$server" --stop >>"$place/log/$server-postgres.log" 2>&1 || true
  rm -rf "$place/run/$server" "$cluster_made"
}

case "$command" in
  start) start ;;
  stop) end TERM fast ;;
  kill) end KILL immediate ;;
  remove) remove ;;
  answers) answers ;;
  uri) printf '%s\n' "$uri" ;;
  *) fail "Unknown command \"$command\"." ;;
esac
