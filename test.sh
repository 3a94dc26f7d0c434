#!/usr/bin/env bash
# Passes all tests: ./test.sh          or one suite: ./test.sh storage
# Installs what is missing (Debian packages, npm and NuGet packages), starts the servers the tests need, stops exactly those,
# and ends with the line "N passed, N failed" over all suites. A suite that ran no test counts as one failure.
set -uo pipefail
cd "$(dirname "$0")"

# name | budget in seconds | command
suites() {
  cat <<'LIST'
domain|180|dotnet_suite Sferum.Domain.Tests
library|120|dotnet_suite Sferum.Client.Tests
history|300|dotnet_suite Sferum.History.Tests
load|240|dotnet_suite Sferum.Load.Tests
architecture|120|dotnet_suite Sferum.Architecture.Tests
storage|420|dotnet_suite Sferum.Storage.Tests
files|240|dotnet_suite Sferum.Files.Tests
media|360|dotnet_suite Sferum.Media.Tests
deploy|420|dotnet_suite Sferum.Deploy.Tests
cluster|1400|dotnet_suite Sferum.Cluster.Tests --max-threads 3 --filter-not-namespace Sferum.Campaigns
stock|300|Sferum__Gateway__Path=stock dotnet_suite Sferum.Cluster.Tests --filter-namespace Sferum.Live
campaigns|480|dotnet_suite Sferum.Cluster.Tests --filter-namespace Sferum.Campaigns --filter-not-class Sferum.Campaigns.Hostile_input
wire|600|dotnet_suite Sferum.Wire.Tests
hostile|360|dotnet_suite Sferum.Cluster.Tests --filter-class Sferum.Campaigns.Hostile_input
faults|690|dotnet_suite Sferum.Faults.Tests
client|360|npm_suite
browser|840|dotnet_suite Sferum.Web.Tests --filter-not-class Sferum.Calls.Call_figures Sferum.Calls.Campaign.Call_campaigns Sferum.Calls.Campaign.Largest_lesson
LIST
}

only=${1:-}
[ -z "$only" ] || suites | cut -d'|' -f1 | grep -qx "$only" || { echo "no such suite: $only; there are: $(suites | cut -d'|' -f1 | tr '\n' ' ')" >&2; exit 2; }

say() { printf '\n== %s\n' "$*"; }
die() { echo "test.sh: $*" >&2; echo "0 passed, 1 failed"; exit 1; }

command -v dotnet >/dev/null || die "the .NET 10 SDK is missing: https://dotnet.microsoft.com/download"
command -v node >/dev/null || die "Node 20 or newer is missing: https://nodejs.org"

missing=()
[ -x /usr/bin/chromium ] || missing+=(chromium)
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
[ -d /usr/share/games/fortunes/ru ] || missing+=(fortunes-ru)
command -v haproxy >/dev/null || [ -x /usr/sbin/haproxy ] || missing+=(haproxy)
command -v ip >/dev/null || [ -x /usr/sbin/ip ] || missing+=(iproute2)
command -v ffmpeg >/dev/null || missing+=(ffmpeg)
[ -x /usr/sbin/clamd ] || missing+=(clamav-daemon)
command -v janus >/dev/null || missing+=(janus)
command -v turnserver >/dev/null || [ -x /usr/sbin/turnserver ] || missing+=(coturn)
command -v promtool >/dev/null || missing+=(prometheus)
command -v openssl >/dev/null || missing+=(openssl)
command -v curl >/dev/null || missing+=(curl)
command -v setpriv >/dev/null || missing+=(util-linux)
if [ ${#missing[@]} -gt 0 ]; then
  say "installing ${missing[*]}"
  sudo=; [ "$(id -u)" = 0 ] || sudo=sudo
  { $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null; } \
    || die "could not install ${missing[*]}; install them by hand and run again"
fi

work=$(mktemp -d) && chmod 755 "$work"
export SFERUM_TEST_CLUSTERS=$work/clusters
cleanup() {
  for cluster in "$SFERUM_TEST_CLUSTERS"/*/; do [ ! -d "$cluster" ] || deploy/local/down "$cluster" >/dev/null; done # left by a test that was killed
  deploy/local/postgres stop "$work/postgres" 2>/dev/null
  rm -rf "$work"
}
trap cleanup EXIT

say "building"
dotnet build Sferum.Cluster.sln -v q -nologo -clp:"ErrorsOnly;NoSummary" || die "the build failed"

export SFERUM_TEST_POSTGRES
SFERUM_TEST_POSTGRES=$(deploy/local/postgres start "$work/postgres") || die "PostgreSQL did not start"

# Most of what tests cost is compiling: code that runs for seconds is not worth to be measured and compiled a second time.
export DOTNET_TieredPGO=0 DOTNET_TC_CallCountThreshold=1000

passed=0 failed=0
TIMEFORMAT='%U %S'

# Adds what a test runner's summary says; a run without a summary is a failure.
count() { # log exit-code name processor
  local ok bad
  ok=$(grep -oE '^ *succeeded: [0-9]+' "$1" | tail -n 1 | grep -oE '[0-9]+') || ok=0
  bad=$(grep -oE '^ *failed: [0-9]+' "$1" | tail -n 1 | grep -oE '[0-9]+') || bad=0
  skipped=$(grep -oE '^ *skipped: [0-9]+' "$1" | tail -n 1 | grep -oE '[0-9]+') || skipped=0
  bad=$((bad + skipped)) # a skipped test has shown nothing
  if [ "$2" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
  if [ "$ok" -eq 0 ] && [ "$bad" -eq 0 ]; then echo "$3 ran no test"; bad=1; fi
  passed=$((passed + ok)) failed=$((failed + bad))
  echo "$3: $ok passed, $bad failed in ${SECONDS}s ($4 s of processor)"
}

dotnet_suite() { exec dotnet run --no-build --project "tests/$1" -- --no-progress --no-ansi "${@:2}"; }
npm_suite() { cd src/Sferum.Web && npm run --silent check; }

while IFS='|' read -r name budget command <&3; do
  [ -z "$only" ] || [ "$only" = "$name" ] || continue
  say "$name"
  SECONDS=0
  export -f dotnet_suite npm_suite
  { time timeout --kill-after=10 "$budget" bash -c "$command" >"$work/$name.log" 2>&1 </dev/null; } 2>"$work/$name.processor"
  code=$?
  [ $code -ne 124 ] || echo "$name took longer than its budget of ${budget}s"
  [ $code -eq 0 ] || { grep -E '^failed ' "$work/$name.log"; grep -vE '^\s*$' "$work/$name.log" | tail -n 150; }
  count "$work/$name.log" $code "$name" "$(tail -n 1 "$work/$name.processor" | awk '{ printf "%d", $1 + $2 }')"
done 3< <(suites)

echo
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
