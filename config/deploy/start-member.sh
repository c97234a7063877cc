#!/bin/bash
# start-member.sh [first]: a member of the replica set; the first one joins them, in the background, as often as it takes.
# The members know each other by the digest of the operator's password: no further secret to hand around. mongod wants it in
# a file that nobody else may read.
set -euo pipefail
umask 077
printf 'replica set key of %s' "$MONGO_OPERATOR_PASSWORD" | sha256sum | cut -d ' ' -f 1 > /tmp/member-key
if [ "${1:-}" = first ]; then
  { until mongosh --quiet --nodb /deploy/init-replica-set.js; do sleep 2; done; touch /tmp/initiated; } &
fi
unset MONGO_OPERATOR_PASSWORD MONGO_PASSWORD
# A member that copies from one that hangs looks for another after a second more, not after five: until then the other two
# have no majority, and nothing can be written.
exec mongod --replSet refunds --bind_ip_all --keyFile /tmp/member-key --dbpath /data/db \
  --setParameter oplogNetworkTimeoutBufferSeconds=1
