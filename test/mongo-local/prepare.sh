#!/usr/bin/env bash
# Prepares the servers that the tests on MongoDB run on, of two kinds: a replica set of three real MongoDB servers, and
# FerretDB, which speaks MongoDB's protocol. Prints MONGODB_URI=... and FERRETDB_URI=..., each where it can be had, and
# says why not on standard error. Exits with 3 where neither can be had.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
source "$here/place.sh"

prepared=0
for kind in replica-set ferretdb; do
  status=0
  bash "$here/prepare-$kind.sh" || status=$?
  case "$status" in
    0) prepared=$((prepared + 1)) ;;
    "$lacks_something") ;;
    *) exit "$status" ;;
  esac
done
if [ "$prepared" = 0 ]; then
  say 'Give MONGODB_URI instead, or let the tests fetch a MongoDB server with REQUIRE_MONGO=1.'
  exit "$lacks_something"
fi
