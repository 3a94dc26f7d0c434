# To be sourced. With --namespaces each part has a network namespace of its own on one bridge, so that lines between two of them can be cut.
# Needs root and iproute2. Names carry a tag of the folder, so that two clusters on one machine do not meet.

address_of() { # part
  [ "$namespaces" = 1 ] || { echo 127.0.0.1; return; }
  case $1 in
    postgres) echo "$subnet.2" ;;
    silo-*) echo "$subnet.$((10 + ${1#silo-}))" ;;
    gateway-*) echo "$subnet.$((50 + ${1#gateway-}))" ;;
    *) echo "$subnet.1" ;;
  esac
}

namespace_of() { echo "sf$tag-$1"; }

# Before a command: runs it inside the part's namespace, if it has one.
inside() { # part
  if [ "$namespaces" = 1 ] && [ "$1" != proxy ]; then echo "ip netns exec $(namespace_of "$1")"; fi
}

# The first 10.x.y network that this machine does not use.
free_subnet() {
  local second
  for second in $(seq 200 250); do
    ip -4 route show | grep -q "^10\.$second\." || { echo "10.$second.$((16#${tag:0:2}))"; return; }
  done
  return 1
}

make_network() { # part...
  local part name
  ip link show "sf${tag}br" >/dev/null 2>&1 || ip link add "sf${tag}br" type bridge || return 1
  ip addr replace "$subnet.1/24" dev "sf${tag}br" && ip link set "sf${tag}br" up || return 1
  for part in "$@"; do
    name=$(namespace_of "$part")
    if [ ! -e "/run/netns/$name" ]; then ip netns add "$name" || return 1; fi
    ip link show "$(link_of "$part")" >/dev/null 2>&1 && continue
    ip link add "$(link_of "$part")" type veth peer name eth0 netns "$name" &&
      ip link set "$(link_of "$part")" master "sf${tag}br" up &&
      ip -n "$name" addr add "$(address_of "$part")/24" dev eth0 &&
      ip -n "$name" link set eth0 up && ip -n "$name" link set lo up || return 1
  done
}

link_of() { local short=${1/gateway-/g}; short=${short/silo-/s}; echo "sf$tag${short/postgres/db}"; }

drop_network() {
  local name
  for name in $(ip netns list 2>/dev/null | cut -d' ' -f1 | grep "^sf$tag-"); do ip netns del "$name"; done
  ip link del "sf${tag}br" 2>/dev/null || true
}

# What one sends to the other goes to a hardware address that nobody has: it is lost without a word, as on a line that was cut.
cut_line() { # part part
  blind "$1" "$2" && blind "$2" "$1"
}

mend_line() { # part part
  see "$1" "$2" && see "$2" "$1"
}

blind() { in_network "$1" neigh replace "$(address_of "$2")" lladdr 02:00:00:00:00:01 nud permanent dev "$(device_of "$1")"; }
see() { in_network "$1" neigh del "$(address_of "$2")" dev "$(device_of "$1")"; }
device_of() { if [ "$1" = proxy ]; then echo "sf${tag}br"; else echo eth0; fi; }
in_network() { # part arguments of ip
  local part=$1
  shift
  if [ "$part" = proxy ]; then ip "$@"; else ip -n "$(namespace_of "$part")" "$@"; fi
}
