#!/bin/bash
# A member of the replica set. The members know each other by the digest of the operator's password: no
# further secret to hand around. mongod wants it in a file that nobody else may read.
set -euo pipefail
umask 077
printf 'replica set key of %s' "$MONGO_OPERATOR_PASSWORD" | sha256sum | cut -d ' ' -f 1 > /run/mongo/key
unset MONGO_OPERATOR_PASSWORD
exec mongod --replSet refunds --bind_ip_all --keyFile /run/mongo/key --dbpath /data/db
