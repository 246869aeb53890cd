#!/bin/sh
# Seconds from ./run to the first page: a clean clone with empty caches, then the same folder again.
# bench/startup.sh [ROUNDS]     The folder's name has a space and Chinese in it, as people's folders do.
set -eu
root=$(cd -- "$(dirname -- "$0")/.." && pwd -P)
rounds=${1:-1}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

first_page() { # first_page FOLDER PORT: start, wait for 200, stop with Ctrl-C's signal
  began=$(date +%s%N)
  "$1/run" --port "$2" >"$work/output" 2>&1 &
  running=$!
  until [ "$(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$2/")" = 200 ]; do
    kill -0 "$running" 2>/dev/null || { cat "$work/output"; exit 1; }
    sleep 0.05
  done
  took=$((($(date +%s%N) - began) / 1000000))
  kill -TERM "$running"
  wait "$running" || true
  printf '%d.%03d' $((took / 1000)) $((took % 1000))
}

round=1
while [ "$round" -le "$rounds" ]; do
  folder="$work/round $round 践诺"
  git clone -q "$root" "$folder"
  HOME=$work/home$round
  export HOME
  mkdir "$HOME"
  unset XDG_CACHE_HOME UV_CACHE_DIR PIP_CACHE_DIR
  printf 'clean clone, empty caches: %s s' "$(first_page "$folder" $((8300 + round)))"
  printf '   second start: %s s\n' "$(first_page "$folder" $((8300 + round)))"
  round=$((round + 1))
done
