# To be sourced after processes.sh and network.sh. How each part of the cluster in $dir is started, and when it is ready.

read_cluster() {
  [ -f "$dir/cluster" ] || return 1
  # shellcheck disable=SC1091
  . "$dir/cluster"
  mapfile -t settings <"$dir/settings"
}

silo_names() { seq -f 'silo-%g' 1 "$silos"; }
gateway_names() { seq -f 'gateway-%g' 1 "$gateways"; }

# Ports stand in one block on loopback; in a namespace of its own a part has the same port in each.
http_port() { # part
  case $1 in
    proxy) echo "$port" ;;
    postgres) echo $((port + 40)) ;;
    *) if [ "$namespaces" = 1 ]; then echo 8080; else case $1 in gateway-*) echo $((port + ${1#gateway-})) ;; silo-*) echo $((port + 10 + ${1#silo-})) ;; esac fi ;;
  esac
}
silo_port() { if [ "$namespaces" = 1 ]; then echo 11111; else echo $((port + 20 + ${1#silo-})); fi; }
orleans_port() { if [ "$namespaces" = 1 ]; then echo 30000; else echo $((port + 30 + ${1#silo-})); fi; }
url_of() { echo "http://$(address_of "$1"):$(http_port "$1")"; }

start_part() { # part
  owned "$1" >/dev/null && return 0
  case $1 in
    postgres) start_postgres ;;
    proxy) write_proxy && launch proxy haproxy -db -f "$dir/haproxy.cfg" ;;
    silo-*) start_host "$1" --role silo ;;
    gateway-*) start_host "$1" --role gateway $demo ;;
    *) echo "there is no part $1" >&2; return 1 ;;
  esac
}

start_postgres() {
  local connection before
  # A killed server whose parent has not noticed yet is a zombie: PostgreSQL takes it for running, and it never will again.
  if before=$(head -n 1 "$dir/postgres/data/postmaster.pid" 2>/dev/null) && ! identity "$before" >/dev/null; then rm -f "$dir/postgres/data/postmaster.pid"; fi
  # shellcheck disable=SC2046
  connection=$($(inside postgres) "$here/postgres" start "$dir/postgres" "$(http_port postgres)" "$([ "$namespaces" = 0 ] || address_of postgres)" $([ "$disk" = 0 ] || echo "max_wal_size=$((disk / 4))MB") 9>&-) || return 1
  claim postgres "$(head -n 1 "$dir/postgres/data/postmaster.pid")" || { echo "the database ended right after its start:" >&2; tail -n 20 "$dir/postgres/log" >&2; return 1; }
  printf '%s' "$connection" >"$dir/connection" && chmod 600 "$dir/connection"
}

# Settings of one part alone stand in DIR/settings.PART and are read at each start of it: they win.
start_host() { # part arguments...
  local part=$1 own=()
  shift
  [ ! -f "$dir/settings.$part" ] || mapfile -t own <"$dir/settings.$part"
  # shellcheck disable=SC2046
  launch "$part" $(inside "$part") env "${settings[@]}" \
    "Sferum__Postgres__ConnectionString=$(<"$dir/connection");Maximum Pool Size=40;Application Name=$part" \
    "Sferum__Cluster__Address=$(address_of "$part")" \
    $(case $part in silo-*) echo "Sferum__Cluster__SiloPort=$(silo_port "$part") Sferum__Cluster__GatewayPort=$(orleans_port "$part")" ;; esac) \
    "Sferum__Gateway__Origins__0=http://127.0.0.1:$port" "Sferum__Gateway__Origins__1=http://localhost:$port" \
    "Sferum__Sms__Sender=Console" \
    "Sferum__Proxies__0=$(address_of proxy)" \
    "ASPNETCORE_URLS=$(url_of "$part")" "${own[@]}" \
    dotnet "$host" --data "$dir/data" "$@"
}

# One answer of HTTP without any tool.
http_status() { # address port path
  local line
  { exec 3<>"/dev/tcp/$1/$2"; } 2>/dev/null || return 1
  printf 'GET %s HTTP/1.1\r\nHost: local\r\nConnection: close\r\n\r\n' "$3" >&3
  IFS= read -r -t 5 line <&3 || { exec 3>&-; return 1; }
  exec 3>&-
  line=${line#* }
  echo "${line%% *}"
}

is_ready() { # part
  case $1 in
    postgres) owned postgres >/dev/null ;;
    *) [ "$(http_status "$(if [ "$1" = proxy ]; then echo 127.0.0.1; else address_of "$1"; fi)" "$(http_port "$1")" /health/ready 2>/dev/null)" = 200 ] ;;
  esac
}

# Waits until a part can serve; a part that has ended will not.
await_part() { # part seconds
  local until=$((SECONDS + $2))
  until is_ready "$1"; do
    owned "$1" >/dev/null || { echo "$1 ended at its start; the end of $dir/log/$1.log:" >&2; tail -n 20 "$dir/log/$1.log" >&2; return 1; }
    [ $SECONDS -lt $until ] || { echo "$1 was not ready in $2 s; the end of $dir/log/$1.log:" >&2; tail -n 20 "$dir/log/$1.log" >&2; return 1; }
    sleep 0.2
  done
}

# A gateway that is not ready gets no new connections and keeps those that it has, so that draining shows nobody a break.
write_proxy() {
  local part most
  most=$(($(ulimit -Hn) / 2 - 100))
  [ "$(ulimit -Hn)" != unlimited ] && [ $most -lt 20000 ] || most=20000
  {
    cat <<CONFIG
global
    maxconn $most
defaults
    mode http
    timeout connect 2s
    timeout check 3s
    timeout http-request 10s
    timeout http-keep-alive 60s
    timeout queue 5s
    timeout client 60s
    timeout server 60s
    # A socket pings every 15 s: one that is silent for so long is dead.
    timeout tunnel 90s
    timeout client-fin 5s
    timeout server-fin 5s
    # A gateway that is gone refuses at once: the next one is asked at once, not after three seconds of asking the same.
    option redispatch 1
    retries 3
    # A gateway that has begun to drain answers the hub with 503: another one is asked. Nothing else is asked twice.
    retry-on conn-failure 503
frontend page
    bind 127.0.0.1:$port
    http-request set-header X-Forwarded-For %[src]
    http-request set-header X-Forwarded-Proto http
    # Measures are for inside.
    http-request deny if { path /metrics }
    http-request disable-l7-retry unless { path /hub }
    default_backend gateways
backend gateways
    balance leastconn
    option httpchk
    http-check send meth GET uri /health/ready ver HTTP/1.1 hdr Host check
    http-check expect status 200
    default-server check inter 1s fastinter 300ms fall 2 rise 1
CONFIG
    for part in $(gateway_names); do echo "    server $part $(address_of "$part"):$(http_port "$part")"; done
  } >"$dir/haproxy.cfg"
}

end_part() { # part [asked: it has had its signal]
  if [ "$1" = postgres ]; then
    owned postgres >/dev/null || { rm -f "$dir/run/postgres.pid"; return 0; }
    tell postgres CONT || true
    "$here/postgres" stop "$dir/postgres" && rm -f "$dir/run/postgres.pid"
  else
    [ "${2:-}" = asked ] || ask "$1"
    end "$1" 60
  fi
}

# What the parts stand on, besides the folder: a network for each, a disk for the database. Made when it is not there.
lay_ground() {
  mkdir -p "$dir/run" "$dir/log" "$dir/postgres"
  # shellcheck disable=SC2046
  [ "$namespaces" = 0 ] || make_network postgres $(silo_names) $(gateway_names) || return 1
  [ "$disk" = 0 ] || mountpoint -q "$dir/postgres" || mount -t tmpfs -o "size=${disk}m,mode=755" tmpfs "$dir/postgres"
}

drop_ground() {
  [ "$namespaces" = 0 ] || drop_network
  if [ "$disk" != 0 ] && mountpoint -q "$dir/postgres"; then umount "$dir/postgres"; fi
}
