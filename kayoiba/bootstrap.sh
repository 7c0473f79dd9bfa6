#!/bin/sh
# Makes .venv from requirements.lock, if it is not there yet or not that one. `make` calls it; nobody else has to.
set -eu
cd "$(dirname "$0")/.."

# Two commands that come at once make one environment.
if [ "${BOOTSTRAP_ALONE:-}" != 1 ]; then
  BOOTSTRAP_ALONE=1 exec flock requirements.lock sh kayoiba/bootstrap.sh
fi

stop() {
  echo "$1" >&2
  exit 1
}

# A name on PATH may be a stand-in that does not run, so each is tried.
fits() {
  "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
  for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
    if fits "$name"; then
      echo "$name"
      return
    fi
  done
  return 1
}

if fits .venv/bin/python && cmp -s requirements.lock .venv/installed.lock; then
  exit 0
fi

python=$(find_python) || stop "Python 3.11 以上が見つかりません。入れてから、PYTHON=/path/to/python3 make run のように場所を指定してください。"

if ! "$python" -c 'import ensurepip' 2>/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { apt-get update && apt-get install -y python3-venv; } >/dev/null 2>&1 || true
  fi
  "$python" -c 'import ensurepip' 2>/dev/null || stop "Python の venv がありません。apt-get install python3-venv で入れてください。"
fi

echo "環境 .venv を用意しています（はじめは1分ほどかかります）。"
fits .venv/bin/python && .venv/bin/python -m pip --version >/dev/null 2>&1 || "$python" -m venv --clear .venv
.venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock ||
  stop "requirements.lock のとおりに入れられません。上の理由（ネットワーク、空き容量など）を直して、もう一度お試しください。"
cp requirements.lock .venv/installed.lock
