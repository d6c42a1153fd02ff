# Makes a cluster on the data folder's tmpfs and runs the server in it. The images' own entrypoints do the same with one
# more start and stop of the server in between, which costs a quarter of the time.
#   $1     address space of each server process in KiB: what a query gets, and what every process has mapped
#   $2     seconds that a server which was left waits for a judge to claim it; 0 for one that ends with its judge anyway
#   $3...  arguments of the server
# The superuser's password, or what PostgreSQL keeps of it, is in POSTGRES_PASSWORD, or else on the standard input, where no list of processes shows it.
set -eu
space=$1
wait=$2
shift 2
printf '%s\n' "${POSTGRES_PASSWORD:-$(head -n 1)}" >/tmp/password
# Sorted by code point, in every image alike; upper() and lower() know all letters.
initdb --pgdata="$PGDATA" --username=postgres --pwfile=/tmp/password --auth=scram-sha-256 --no-sync --no-instructions \
  --encoding=UTF8 --locale=C --lc-ctype=C.UTF-8 --wal-segsize=4 >/dev/null
rm /tmp/password
unset POSTGRES_PASSWORD
echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"

# The judge keeps a connection open as long as it lives. Some time without any (port 5432 is 1538 in hexadecimal, an
# established connection has state 01), and the judge is gone: so goes the server, and the container with it. One that a
# judge has left to others, for which it makes a file, waits longer.
server=$$
if [ "$wait" -gt 0 ]; then
  (
    idle=0
    while sleep 10; do
      if cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | grep -q ' [0-9A-F]*:1538 [0-9A-F]*:[0-9A-F]* 01 '; then idle=0; else idle=$((idle + 10)); fi
      limit=40
      if [ -e /tmp/spare ]; then limit=$wait; fi
      if [ "$idle" -ge "$limit" ]; then kill -QUIT "$server"; exit; fi
    done
  ) &
fi

# The kernel is told to end a query rather than the server itself.
export PG_OOM_ADJUST_FILE=/proc/self/oom_score_adj PG_OOM_ADJUST_VALUE=500
ulimit -v "$space"
ulimit -c 0
exec postgres "$@"
