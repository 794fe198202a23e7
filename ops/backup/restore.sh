#!/usr/bin/env bash
# Puts what backup.sh saved into a server and a folder that have nothing yet.
set -euo pipefail

help() {
  cat <<'TEXT'
ops/backup/restore.sh FOLDER

Puts what ops/backup/backup.sh saved in FOLDER into a server without these databases, and into an empty STORAGE_FOLDER.
Nothing is overwritten. Stop the platform first; afterwards make the accounts of the services as at the installation.

  MYSQL_HOST, MYSQL_PORT, MYSQL_SOCKET, MYSQL_USER, MYSQL_PASSWORD_FILE, MYSQL_PASSWORD, DATABASES, STORAGE_FOLDER
                           as for backup.sh; the account makes databases

Needs mysql or mariadb, the client.
TEXT
}

here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=common.sh
. "$here/common.sh"

if [ "${1:-}" = --help ] || [ "${1:-}" = -h ]; then help && exit; fi
[ $# -eq 1 ] || fail "one folder is expected: see $0 --help"
folder=$1
[ -f "$folder/SHA256SUMS" ] || fail "$folder is no backup: it has no SHA256SUMS"
(cd "$folder" && sha256sum --check --quiet --strict SHA256SUMS) || fail "$folder is damaged"
client=$(program mariadb mysql)
write_options
trap 'rm -f "$options"' EXIT
run() { "$client" --defaults-extra-file="$options" --batch --skip-column-names "$@"; }

for name in "${databases[@]}"; do
  there=$(run --execute="SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = '$name'")
  [ "$there" -eq 0 ] || fail "the database $name has $there tables already: restore into a server without it"
done
if [ -f "$folder/files.tar" ]; then
  [ -n "${STORAGE_FOLDER:-}" ] || fail "the backup has files: set STORAGE_FOLDER"
  mkdir -p "$STORAGE_FOLDER"
  [ -z "$(ls -A "$STORAGE_FOLDER")" ] || fail "$STORAGE_FOLDER is not empty"
  echo "restoring files to $STORAGE_FOLDER"
  tar --extract --file="$folder/files.tar" --directory="$STORAGE_FOLDER"
fi
echo "restoring ${databases[*]}"
gunzip --stdout "$folder/databases.sql.gz" | run
echo "restored"
