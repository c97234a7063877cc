# Where the local servers are kept and how their parts are named; sourced by the scripts of this folder.

# Everything lies in one folder outside the project: what is built once (system/, bin/) and what runs (run/, log/).
place="${MONGO_LOCAL_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/refund-policy-mongo}"
system="$place/system"
ferretdb="$place/bin/ferretdb"
ferretdb_version=v2.7.0
postgres_version=18
mongod="$place/bin/mongod"
mongod_libraries="$place/lib"
# What the members store may be lost with the machine: the death of processes is tested, not that of a disk.
members_data="$place/run"
if [ "$(df --output=avail /dev/shm 2>/dev/null | tail -1)" -gt 8000000 ] 2>/dev/null; then
  members_data="/dev/shm/refund-policy-mongo-$(id -u)"
fi
mongod_package_version=0.4.5
debian_keys=/usr/share/keyrings/debian-archive-keyring.gpg

# What a script that prepares exits with where the machine lacks what it needs.
lacks_something=3

# A server's name gives its two ports: main is the one for all tests, outage the one that tests may stop. They are below
# those that Linux hands out to whoever connects (32768 and more): one of these may be taken at any time.
server_ports() {
  local first="${MONGO_LOCAL_PORT:-27217}"
  case "$1" in
    main) port=$first ;;
    outage) port=$((first + 1)) ;;
    *) fail "Unknown server \"$1\": main and outage are the known ones." ;;
  esac
  postgres_port=$((port + 10))
  uri="mongodb://127.0.0.1:$port/"
}

# The same of a replica set: three members each, by number. Where the machine allows it each member of the outage set has
# a network of its own, so that it can be cut off from the others as well as from the services.
set_members() {
  local first="${MONGO_SET_PORT:-27317}"
  ports=("$first" "$((first + 1))" "$((first + 2))")
  hosts=(127.0.0.1 127.0.0.1 127.0.0.1)
  case "$1" in
    main) ;;
    outage)
      ports=("$((first + 10))" "$((first + 11))" "$((first + 12))")
      has_networks && hosts=("$network.11" "$network.12" "$network.13")
      ;;
    *) fail "Unknown set \"$1\": main and outage are the known ones." ;;
  esac
  members=("${hosts[0]}:${ports[0]}" "${hosts[1]}:${ports[1]}" "${hosts[2]}:${ports[2]}")
  uri="mongodb://${members[0]},${members[1]},${members[2]}/?replicaSet=rs0"
}

network=10.77.31
bridge=refund-policy

# What a network of its own takes is tried in one that is gone at once.
has_networks() {
  [ "$(id -u)" = 0 ] && command -v ip >/dev/null && ip netns list >/dev/null 2>&1 &&
    unshare --net ip link add probe type veth peer name probed 2>/dev/null
}

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$*"
  exit 1
}

in_system() { LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot "$system" "$@"; }

mount_proc() { mountpoint -q "$system/proc" || mount -t proc proc "$system/proc"; }
