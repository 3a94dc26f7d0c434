# To be sourced. Processes that a folder owns: $dir/run/NAME.pid holds pid, start time and boot of what was launched under that name,
# so a number that the kernel has given to somebody else since is never signalled.

# Pid, start time (field 22 of stat, behind the name, which may hold anything) and boot; nothing for a process that is gone or a zombie.
identity() { # pid
  local stat fields
  { stat=$(<"/proc/$1/stat"); } 2>/dev/null || return 1
  read -ra fields <<<"${stat##*) }"
  [ "${fields[0]}" != Z ] && [ "${fields[0]}" != X ] || return 1
  echo "$1 ${fields[19]} $(</proc/sys/kernel/random/boot_id)"
}

# The pid of a part that runs; fails when it does not.
owned() { # name
  local record
  [ -f "$dir/run/$1.pid" ] || return 1
  record=$(<"$dir/run/$1.pid")
  [ -n "$record" ] && [ "$(identity "${record%% *}")" = "$record" ] || return 1
  echo "${record%% *}"
}

any_owned() {
  local file
  for file in "$dir"/run/*.pid; do ! owned "$(basename "$file" .pid)" >/dev/null || return 0; done
  return 1
}

claim() { identity "$2" >"$dir/run/$1.pid"; } # name pid

# Runs a command in a session of its own, detached, its output appended to the log of its name. The lock of the caller is not handed down.
launch() { # name command...
  local name=$1
  shift
  mkdir -p "$dir/run" "$dir/log"
  setsid "$@" </dev/null >>"$dir/log/$name.log" 2>&1 9>&- &
  claim "$name" $! || true # gone already: its log says why
  disown
}

tell() { # name signal
  local pid
  pid=$(owned "$1") || return 1
  kill "-$2" "$pid" 2>/dev/null
}

# Waits until a part is gone.
gone() { # name seconds
  local until=$((SECONDS + $2))
  while owned "$1" >/dev/null; do
    [ $SECONDS -lt $until ] || return 1
    sleep 0.1
  done
}

# Asks politely, once (a second signal would end it at once), and wakes it in case it was stopped.
ask() { tell "$1" TERM && tell "$1" CONT || true; } # name

# Waits for one that was asked, and after a time no longer asks.
end() { # name seconds
  if ! gone "$1" "$2"; then
    echo "$1 did not stop in $2 s: killed" >&2
    tell "$1" KILL || true
    gone "$1" 10 || return 1
  fi
  rm -f "$dir/run/$1.pid"
}
