#!/usr/bin/env bash
# Runs the service as the image will, puts real requests to it, and leaves gleaner.aot in the folder that is named: the
# classes it loaded, linked, and what it spent its time on. Needs no network: it brings its database, and scans itself.
set -eEuo pipefail
learnt=$1
work=$(mktemp -d)
cd "$work"

# The embedded PostgreSQL of a start without DATABASE_URL, kept running by a replica that does nothing else.
QUARKUS_HTTP_PORT=8181 QUARKUS_HTTP_HOST=127.0.0.1 GLEANER_PIPELINE_ENABLED=false \
  java -XX:TieredStopAtLevel=1 -cp "/application/quarkus-run.jar:/postgresql/*" io.quarkus.bootstrap.runner.AotQuarkusEntryPoint > host.log 2>&1 &
host=$!
say() { cat host.log service.log 2>/dev/null | tail -n 50 >&2; exit 1; }
trap say ERR

await() {  # until the port answers ready
  for _ in $(seq 1 180); do
    if (exec 3<>"/dev/tcp/127.0.0.1/$1" && printf 'GET /q/health/ready HTTP/1.0\r\n\r\n' >&3 && read -r _ status _ <&3 \
        && [ "$status" = 200 ]) 2>/dev/null; then
      return 0
    fi
    kill -0 "$2"
    sleep 1
  done
  return 1
}
await 8181 "$host"
port=$(sed -n 4p data/postgres/postmaster.pid)

DATABASE_URL="postgresql://postgres:postgres@127.0.0.1:$port/postgres" GLEANER_DATABASE_POOLER=transaction \
GLEANER_ADMIN_EMAIL=training@example.org GLEANER_ADMIN_PASSWORD=for-the-training-only \
GLEANER_FETCH_RESOLVE='training.test=http://127.0.0.1:8180' GLEANER_FETCH_DEFAULT_DELAY=10ms \
QUARKUS_HTTP_PORT=8180 QUARKUS_HTTP_HOST=127.0.0.1 \
  java -XX:AOTCacheOutput="$learnt/gleaner.aot" -XX:+UnlockDiagnosticVMOptions -XX:-AOTAdapterCaching -XX:+UseSerialGC \
  -XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError \
  -jar /application/quarkus-run.jar > service.log 2>&1 &
service=$!
await 8180 "$service"

java /training/Training.java http://127.0.0.1:8180
kill -TERM "$service"
wait "$service" || true
kill -TERM "$host"
wait "$host" || true
test -s "$learnt/gleaner.aot"
