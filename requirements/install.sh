# Sourced by ./run and ./test. Makes .venv and installs the packages pinned in requirements/, or says what is missing.
# Needs $root, the folder of the project. No fixed addresses: uv and pip use whatever mirror the machine has set up.
# shellcheck shell=sh

venv=$root/.venv
log=$venv/install.log

fail() { # fail ENGLISH CHINESE
  printf '\n%s\n%s\n' "$1" "$2" >&2
  exit 1
}

stamp_of() { # stamp_of SET: what the stamp says when the set is installed
  printf '%s %s\n' "$1" "$(cksum <"$root/requirements/$1.txt")"
}

is_installed() {
  [ -x "$venv/bin/python" ] && [ -f "$venv/installed" ] && grep -qxF "$(stamp_of "$1")" "$venv/installed"
}

find_python() { # sets $python to a Python 3.11-3.13 that can make a virtual environment
  lacking=
  for name in ${JIANNUO_PYTHON:-} python3 python3.13 python3.12 python3.11 python; do
    found=$("$name" -c 'import sys; print(sys.executable if (3, 11) <= sys.version_info[:2] < (3, 14) else "")' 2>/dev/null) || continue
    [ -n "$found" ] || continue
    if "$found" -c 'import venv, ensurepip' 2>/dev/null; then
      python=$found
      return
    fi
    lacking=$found
  done
  if [ -n "$lacking" ]; then
    package=$("$lacking" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    fail "$lacking has no venv module. On Debian or Ubuntu: apt install $package" \
      "$lacking 缺少 venv 模块。Debian、Ubuntu 请安装 $package 后再试。"
  fi
  fail "Python 3.11, 3.12 or 3.13 is needed and was not found. Install one, or name it: JIANNUO_PYTHON=/path/to/python3 ./run" \
    "没有找到 Python 3.11、3.12 或 3.13。请先安装，或用 JIANNUO_PYTHON 指明它的位置。"
}

explain() { # why the installation failed, from its log
  if grep -qiE 'no space left|disk quota|errno 28|os error 28' "$log" 2>/dev/null; then
    fail "The disk is full: about 600 MB are needed in $root. Make room and start again." \
      "磁盘空间不足：$root 需要约 600 MB。请清理后重新运行。"
  fi
  if grep -qiE 'connect|resol|network|timed? ?out|unreachable|certificate|failed to fetch|no matching distribution|error sending request' "$log"; then
    tail -n 3 "$log" >&2
    fail "The packages could not be fetched: is there a network? Behind a mirror or proxy, set PIP_INDEX_URL or HTTPS_PROXY. Log: $log" \
      "无法下载软件包，请检查网络；使用镜像或代理时请设置 PIP_INDEX_URL 或 HTTPS_PROXY。日志：$log"
  fi
  tail -n 15 "$log" >&2 || true
  fail "The packages could not be installed. The whole log: $log" "软件包安装失败。完整日志：$log"
}

follow_pip_settings() { # uv reads no pip.conf: hand on the mirror and the certificates that pip would use
  settings=$("$venv/bin/python" -m pip config list 2>/dev/null | tr -d "'" || true)
  index=${PIP_INDEX_URL:-$(printf '%s\n' "$settings" | sed -n 's/^global\.index-url=//p')}
  certificates=${PIP_CERT:-$(printf '%s\n' "$settings" | sed -n 's/^global\.cert=//p')}
  if [ -z "${UV_DEFAULT_INDEX:-}${UV_INDEX_URL:-}" ] && [ -n "$index" ]; then export UV_DEFAULT_INDEX="$index"; fi
  if [ -z "${SSL_CERT_FILE:-}" ] && [ -n "$certificates" ]; then export SSL_CERT_FILE="$certificates"; fi
}

sync_with() { # sync_with UV SET: ./run adds what it needs and takes nothing away; ./test makes the set exact
  if [ "$2" = run ]; then set -- "$1" "$2" install -r; else set -- "$1" "$2" sync; fi
  uv=$1 file=$root/requirements/$2.txt
  shift 2
  subcommand=$1
  shift
  "$uv" pip "$subcommand" -q --python "$venv/bin/python" --require-hashes "$@" "$file" >>"$log" 2>&1
}

install_with_uv_of_the_machine() {
  machine_uv=$(command -v uv) || return 1
  [ -x "$venv/bin/python" ] || "$machine_uv" venv -q --no-project --python "$python" "$venv" >>"$log" 2>&1 || return 1
  sync_with "$machine_uv" "$1"
}

install_with_own_uv() {
  if ! "$venv/bin/python" -m pip --version >>"$log" 2>&1; then
    said=$("$python" -m venv --clear "$venv" 2>&1) || { printf '%s\n' "$said" >"$log"; explain; }
  fi
  follow_pip_settings
  if ! [ -x "$venv/bin/uv" ]; then
    "$venv/bin/python" -m pip install -q --disable-pip-version-check --retries 2 --require-hashes --only-binary=:all: \
      -r "$root/requirements/boot.txt" >>"$log" 2>&1 || explain
  fi
  sync_with "$venv/bin/uv" "$1" && return
  "$venv/bin/python" -m pip install -q --disable-pip-version-check --require-hashes \
    -r "$root/requirements/$1.txt" >>"$log" 2>&1 || explain
}

install() { # install run|test
  if is_installed "$1"; then return; fi
  if ! { mkdir -p "$venv" && true >"$log"; } 2>/dev/null; then
    fail "Cannot write in $root. Copy the project to a folder of your own, or check the free space." \
      "无法写入 $root。请把项目放到您有写权限的文件夹，并检查剩余空间。"
  fi
  [ -x "$venv/bin/python" ] || printf 'Installing for the first time, about 20 seconds ... 首次安装，约需二十秒……\n' >&2
  rm -f "$venv/installed"
  # An unwritable home has no place for a cache.
  if [ -z "${UV_CACHE_DIR:-}" ] && ! mkdir -p "${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/uv" 2>/dev/null; then export UV_NO_CACHE=1; fi
  find_python
  install_with_uv_of_the_machine "$1" || install_with_own_uv "$1"
  # What ./test installs holds everything that ./run needs (a house test compares the two lists).
  { if [ "$1" = test ]; then stamp_of run; fi; stamp_of "$1"; } >"$venv/installed"
}
