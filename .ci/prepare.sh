# shellcheck shell=bash
# What ./run and ./test both need before they build. Sourced, with the repository's folder in $root.
: "${root:?}"

say() { printf '%s\n' "$*"; }

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# Compilers and MSBuild nodes that wait for the next build would stay behind.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT="${DOTNET_CLI_TELEMETRY_OPTOUT:-1}"

require_dotnet() {
  command -v dotnet >/dev/null || fail "The .NET SDK 10 is missing: see https://dotnet.microsoft.com/download/dotnet/10.0"
}

# Root's apt-get, or the one of a sudo that asks for no password; fails when there is neither.
apt_install() {
  local -a as_root=()
  command -v apt-get >/dev/null || return 1
  if ((EUID != 0)); then
    sudo -n true 2>/dev/null || return 1
    as_root=(sudo -n)
  fi
  local -a apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq)
  say "Installing $*"
  "${apt[@]}" install -y --no-install-recommends "$@" </dev/null >/dev/null 2>&1 && return
  "${apt[@]}" update </dev/null >/dev/null && "${apt[@]}" install -y --no-install-recommends "$@" </dev/null >/dev/null
}

# A client alone is no engine: it is often installed where none runs.
container_engine_answers() {
  local client
  for client in docker podman; do
    command -v "$client" >/dev/null && timeout 5 "$client" container ls -n 1 </dev/null >/dev/null 2>&1 && return
  done
  return 1
}

ensure_redis_server() {
  command -v redis-server >/dev/null || apt_install redis-server ||
    fail "redis-server is missing. Install it: sudo apt-get install redis-server"
}

# What the tests in a browser need. Without a font for Chinese their screenshots would show boxes.
ensure_chromium() {
  { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null || apt_install chromium fonts-noto-cjk ||
    fail "chromium is missing. Install it: sudo apt-get install chromium fonts-noto-cjk"
}

# build PROJECT [OPTION...]: shows only what went wrong, and known vulnerabilities.
build() {
  local log child
  log=$(mktemp)
  dotnet build "$@" -v quiet -nologo -clp:NoSummary --disable-build-servers </dev/null >"$log" 2>&1 &
  child=$!
  # Bash runs a trap only between commands, so it waits: a signal ends the build and with it the script.
  # shellcheck disable=SC2064 # the values of now
  trap "kill $child 2>/dev/null; rm -f '$log'; wait $child; exit 0" INT TERM HUP
  if ! wait "$child"; then
    cat "$log" >&2
    rm -f "$log"
    return 1
  fi
  trap - INT TERM HUP

  # A package with a known vulnerability fails no build (Directory.Build.props), but whoever builds hears of it.
  grep -oE 'NU190[1-4]: [^[]*' "$log" | sort -u >&2 || true
  rm -f "$log"
}
