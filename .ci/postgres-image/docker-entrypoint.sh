#!/usr/bin/env bash
# Entry point of the PostgreSQL images which .ci/containers.sh builds from Debian's packages where the
# stock `postgres` images cannot be pulled. It follows the stock image as far as tests can tell:
# POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB, POSTGRES_INITDB_ARGS, POSTGRES_HOST_AUTH_METHOD, PGDATA,
# /docker-entrypoint-initdb.d, arguments for the server, and a first start without TCP, so that the log
# says "database system is ready to accept connections" twice.
set -Eeuo pipefail

if [ $# -eq 0 ] || [ "${1#-}" != "$1" ]; then
  set -- postgres "$@"
fi
if [ "$1" != postgres ]; then
  exec "$@"
fi

if [ "$(id -u)" = 0 ]; then
  install -d -o postgres -g postgres -m 0700 "$PGDATA"
  install -d -o postgres -g postgres -m 3775 /run/postgresql
  chown -R postgres:postgres "$PGDATA"
  export HOME=/var/lib/postgresql
  exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
fi

if [ ! -s "$PGDATA/PG_VERSION" ]; then
  user=${POSTGRES_USER:-postgres}
  db=${POSTGRES_DB:-$user}
  method=${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}
  if [ -z "${POSTGRES_PASSWORD:-}" ] && [ "$method" != trust ]; then
    echo >&2 'Error: POSTGRES_PASSWORD must be set to a non-empty value (or POSTGRES_HOST_AUTH_METHOD=trust)'
    exit 1
  fi

  pwfile=()
  if [ -n "${POSTGRES_PASSWORD:-}" ]; then
    umask 077
    printf '%s\n' "$POSTGRES_PASSWORD" > /tmp/.pwfile
    pwfile=(--pwfile=/tmp/.pwfile)
  fi
  # POSTGRES_INITDB_ARGS may hold quoted words, hence the eval.
  initdb_args=()
  eval "initdb_args=(${POSTGRES_INITDB_ARGS:-})"
  initdb --pgdata="$PGDATA" --username="$user" "${pwfile[@]}" "${initdb_args[@]}"
  rm -f /tmp/.pwfile
  printf '\nhost all all all %s\n' "$method" >> "$PGDATA/pg_hba.conf"

  pg_ctl -D "$PGDATA" -w -t 60 -o "$(printf '%q ' "${@:2}" -c listen_addresses= -p 5432)" start
  run_psql() { PGHOST='' PGPORT=5432 psql -v ON_ERROR_STOP=1 --no-psqlrc --username "$user" --no-password "$@"; }
  if [ "$db" != postgres ]; then
    run_psql --dbname postgres --set db="$db" <<< 'CREATE DATABASE :"db";'
  fi
  for f in /docker-entrypoint-initdb.d/*; do
    case $f in
      *.sh) bash "$f" ;;
      *.sql) run_psql --dbname "$db" -f "$f" ;;
    esac
  done
  pg_ctl -D "$PGDATA" -m fast -w stop
  echo 'PostgreSQL init process complete; ready for start up.'
fi

unset PGPASSWORD
exec "$@"
