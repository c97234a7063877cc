#!/usr/bin/env bash
# Prepares a server that speaks MongoDB's protocol for the tests: FerretDB 2 on PostgreSQL with the
# DocumentDB extension, for machines where MongoDB itself cannot be had. Builds what is missing, starts
# what does not run, leaves the rest alone; prints FERRETDB_URI=... as its only line on standard output.
# Exits with 3 where the machine lacks what this needs, and says what.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
source "$here/place.sh"

require_machine() {
  local missing=()
  [ "$(uname -s)" = Linux ] && grep -qs '^ID=debian$' /etc/os-release || missing+=('Debian (its packages are installed)')
  [ "$(id -u)" = 0 ] || missing+=('root (a small Debian system is set up in a folder)')
  command -v go >/dev/null || missing+=('Go (FerretDB is built from source)')
  [ "${#missing[@]}" = 0 ] && return
  say 'The local MongoDB-compatible server cannot be prepared on this machine. It needs:'
  printf '  - %s\n' "${missing[@]}" >&2
  exit "$lacks_something"
}

install_debootstrap() {
  command -v debootstrap >/dev/null && return
  apt-get update -q || true
  DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends debootstrap
}

discard_unfinished_system() {
  [ -e "$system" ] || return 0
  mountpoint -q "$system/proc" && umount "$system/proc"
  rm -rf --one-file-system "$system"
}

build_system() {
  [ -e "$place/system.ready" ] && return
  discard_unfinished_system
  install_debootstrap
  # An empty mirror means the machine's default one; debootstrap may not know the suite's name yet, sid's script fits.
  debootstrap --variant=minbase forky "$system" "" sid
  mount_proc
  printf '#!/bin/sh\nexit 101\n' >"$system/usr/sbin/policy-rc.d"
  chmod 755 "$system/usr/sbin/policy-rc.d"
  in_system apt-get -q -o Acquire::Check-Valid-Until=false update
  in_system apt-get -q -y install --no-install-recommends "postgresql-$postgres_version-documentdb"
  in_system apt-get clean
  touch "$place/system.ready"
}

build_ferretdb() {
  [ -e "$place/ferretdb-$ferretdb_version.ready" ] && return
  GOBIN="$place/bin" go install "github.com/FerretDB/FerretDB/v2/cmd/ferretdb@$ferretdb_version"
  touch "$place/ferretdb-$ferretdb_version.ready"
}

build() {
  [ -e "$place/system.ready" ] && [ -e "$place/ferretdb-$ferretdb_version.ready" ] && return
  say "Building the server in $place (about two minutes, 1.1 GB); logs are in $place/log."
  build_system >"$place/log/system.log" 2>&1 &
  local system_job=$!
  build_ferretdb >"$place/log/ferretdb-build.log" 2>&1 || fail "FerretDB could not be built: see $place/log/ferretdb-build.log"
  wait "$system_job" || fail "PostgreSQL with DocumentDB could not be set up: see $place/log/system.log"
}

[ -d "$here/../../node_modules/mongoose" ] || fail 'The packages are missing: run npm ci first.'
server_ports main
if ! bash "$here/ferretdb.sh" answers main; then
  require_machine
  mkdir -p "$place/log" "$place/run"
  exec 9>"$place/lock"
  flock 9
  build
  bash "$here/ferretdb.sh" start main 9>&-
fi
printf 'FERRETDB_URI=%s\n' "$uri"
