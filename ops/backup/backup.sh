#!/usr/bin/env bash
# Saves the databases of all services, as of one moment, and the files, into a new folder.
set -euo pipefail

help() {
  cat <<'TEXT'
ops/backup/backup.sh FOLDER

Saves the databases of all services as of one moment, while the platform serves, and the files of the disk store, into
FOLDER, which must not be there. Files in a bucket are kept by the bucket: turn on its versions.

  MYSQL_HOST, MYSQL_PORT   of the server (default 127.0.0.1, 3306), or MYSQL_SOCKET
  MYSQL_USER               an account with SELECT, SHOW VIEW, TRIGGER, LOCK TABLES, RELOAD and PROCESS (default root)
  MYSQL_PASSWORD_FILE      a file with its password, or MYSQL_PASSWORD
  DATABASES                their names (default "users courses enrollment content playback")
  STORAGE_FOLDER           of the content service; not set, no files are saved

Needs mysqldump or mariadb-dump, of the server's own kind and version. Restore with ops/backup/restore.sh. The secrets are not
in it: without the pepper of the passwords and the key of the signing keys nobody signs in, so keep those elsewhere.
TEXT
}

here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=common.sh
. "$here/common.sh"

if [ "${1:-}" = --help ] || [ "${1:-}" = -h ]; then help && exit; fi
[ $# -eq 1 ] || fail "one folder is expected: see $0 --help"
folder=$1
[ ! -e "$folder" ] || fail "$folder is there already: name a new folder"
dump=$(program mariadb-dump mysqldump)
write_options

mkdir -p "$folder.partial"
# Whatever stops it, half a backup never looks like one.
trap 'rm -rf "$folder.partial" "$options"' EXIT
echo "saving ${databases[*]}"
# One transaction over all of them, so that what one service knows of another is there.
"$dump" --defaults-extra-file="$options" --databases "${databases[@]}" --single-transaction --skip-lock-tables --quick \
  --hex-blob --complete-insert --no-tablespaces --default-character-set=utf8mb4 | gzip > "$folder.partial/databases.sql.gz"
if [ -n "${STORAGE_FOLDER:-}" ]; then
  echo "saving the files of $STORAGE_FOLDER"
  # Behind the databases: what these name is there, and what came since is not named.
  tar --create --file="$folder.partial/files.tar" --directory="$STORAGE_FOLDER" .
fi
(cd "$folder.partial" && sha256sum -- * > SHA256SUMS)
mv "$folder.partial" "$folder"
echo "saved in $folder: $(du -sh "$folder" | cut -f1)"
