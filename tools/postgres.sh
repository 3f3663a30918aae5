#!/bin/sh
# A throw-away PostgreSQL for tests and benches.
#   postgres.sh install        install the server with apt when there is none (as root)
#   postgres.sh start FOLDER   start the cluster in FOLDER, a fresh one if there is none; prints its address
#   postgres.sh stop FOLDER    stop it
set -eu

server=""
for folder in $(dirname "$(command -v pg_ctl 2>/dev/null || echo /nowhere/x)") /usr/lib/postgresql/*/bin /usr/local/pgsql/bin; do
    if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; then server=$folder; fi
done

# The server refuses to run as root; Debian's package makes the user postgres for it.
unprivileged() {
    if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi
}

case "${1:-}" in
install)
    if [ -n "$server" ]; then exit 0; fi
    if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" != 0 ]; then
        echo "No PostgreSQL server found. Install it with your package manager; the tests of the shared ledger are skipped without it." >&2
        exit 0
    fi
    echo "Installing PostgreSQL for the ledger's tests (once) ..."
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends postgresql >/dev/null
    ;;
start)
    if [ -z "$server" ]; then echo "no PostgreSQL server found" >&2; exit 3; fi
    mkdir -p "$2"
    if [ "$(id -u)" = 0 ]; then chown postgres "$2"; fi
    [ -d "$2/data" ] || unprivileged "$server/initdb" -D "$2/data" -U concord -A trust -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null
    # A socket and no port: nothing else can be in the way, and nobody else gets in.
    unprivileged "$server/pg_ctl" -D "$2/data" -l "$2/log" -w -s -o "-k '$2' -c listen_addresses= ${3:-}" start >/dev/null
    echo "postgresql://concord@/postgres?host=$2"
    ;;
stop)
    unprivileged "$server/pg_ctl" -D "$2/data" -s -m "${3:-immediate}" stop
    ;;
*)
    sed -n '2,5p' "$0" >&2
    exit 2
    ;;
esac
