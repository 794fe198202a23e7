# What backup.sh and restore.sh have in common.
# shellcheck shell=bash

read -r -a databases <<< "${DATABASES:-users courses enrollment content playback}"

fail() {
  echo "$1" >&2
  exit 1
}

# The first of these programs that is there.
program() {
  local name
  for name in "$@"; do
    if command -v "$name" && return; then :; fi
  done
  fail "none of $* is there: install the client of your database server"
}

# How the server is reached, in a file that nobody else reads: a password on the command line is seen by all.
write_options() {
  local password=${MYSQL_PASSWORD:-}
  if [ -n "${MYSQL_PASSWORD_FILE:-}" ]; then password=$(cat "$MYSQL_PASSWORD_FILE"); fi
  options=$(umask 077 && mktemp)
  {
    echo "[client]"
    echo "user=${MYSQL_USER:-root}"
    # Within quotes a backslash and a quote are written with a backslash before them.
    password=${password//\\/\\\\}
    echo "password=\"${password//\"/\\\"}\""
    if [ -n "${MYSQL_SOCKET:-}" ]; then
      echo "socket=$MYSQL_SOCKET"
    else
      echo "protocol=tcp"
      echo "host=${MYSQL_HOST:-127.0.0.1}"
      echo "port=${MYSQL_PORT:-3306}"
    fi
  } > "$options"
}
