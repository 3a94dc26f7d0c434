# To be sourced. Configuration from templates: @NAME@ becomes the shell variable NAME (in capitals). Files that hold secrets are their owner's only.

# A secret from a file. It has to stand in a configuration as it is, so it consists of letters, digits and + / = _ - only.
secret_from() { # file
  local secret
  [ -f "$1" ] || fail "no file $1"
  secret=$(<"$1")
  [[ $secret =~ ^[A-Za-z0-9+/=_-]{16,}$ ]] || fail "$1: 16 or more of A-Z a-z 0-9 + / = _ - are expected"
  printf '%s' "$secret"
}

fill() { # template target
  local text name
  text=$(<"$1")
  while [[ $text =~ @([A-Z_]+)@ ]]; do
    name=${BASH_REMATCH[1]}
    text=${text//@$name@/${!name}}
  done
  ( umask 077; printf '%s\n' "$text" >"$2" )
}

is_port() { [[ $1 =~ ^[0-9]{1,5}$ ]] && [ "$1" -ge 1 ] && [ "$1" -le 65535 ]; }
is_range() { [[ $1 =~ ^[0-9]+-[0-9]+$ ]] && is_port "${1%-*}" && is_port "${1#*-}" && [ "${1%-*}" -lt "${1#*-}" ]; }
