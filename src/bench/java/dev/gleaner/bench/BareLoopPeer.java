package dev.gleaner.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * The limit: the two set-based statements of an engine and no engine around them. A narrow table with the same kind of
 * key, no fence, no trail, no retry, no transaction limits. Arguments: address, pooled, batch, loops.
 */
final class BareLoopPeer extends Peer {
    private final Pool pool;
    private final String claim;
    private final int loops;

    private BareLoopPeer(Pool pool, int batch, int loops) {
        this.pool = pool;
        this.loops = loops;
        this.claim = """
                update bare_job j set state = 'PROCESSING', lease_until = now() + interval '1 minute', due = null
                 where id in (select id from bare_job where state = 'QUEUED' and due <= now()
                               order by due limit %d for update skip locked)
                returning id
                """.formatted(batch);
    }

    private static final String COMPLETE =
            "update bare_job set state = 'COMPLETE', lease_until = null where id = any($1::uuid[])";

    /** Obeys. */
    public static void main(String[] arguments) throws Exception {
        boolean pooled = Boolean.parseBoolean(arguments[1]);
        PgConnectOptions options = PgConnectOptions.fromUri(arguments[0])
                .setCachePreparedStatements(!pooled)
                .setUseLayer7Proxy(pooled);
        options.getProperties().remove("extra_float_digits");
        options.addProperty("DateStyle", "ISO, MDY");
        Pool pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(5))
                .connectingTo(options)
                .using(Vertx.vertx())
                .build();
        for (String sql : new String[] {
            "create table if not exists bare_job (id uuid primary key, state text not null, due timestamptz,"
                    + " lease_until timestamptz)",
            "create index if not exists bare_job_due on bare_job (due) where state = 'QUEUED'",
            "create index if not exists bare_job_lease on bare_job (lease_until) where lease_until is not null"
        }) {
            await(pool.query(sql).execute());
        }
        new BareLoopPeer(pool, Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3])).serve();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    void fill(int jobs) throws Exception {
        await(pool.query("truncate bare_job").execute());
        await(pool.query("insert into bare_job select uuidv7(), 'QUEUED', now() from generate_series(1, " + jobs + ")")
                .execute());
        await(pool.query("vacuum analyze bare_job").execute());
    }

    @Override
    double run(int jobs) throws Exception {
        long begun = System.nanoTime();
        await(Future.all(IntStream.range(0, loops).mapToObj(ignored -> loop()).toList()));
        double milliseconds = (System.nanoTime() - begun) / 1e6;
        long left = await(pool.query("select count(*) from bare_job where state <> 'COMPLETE'")
                        .execute())
                .iterator()
                .next()
                .getLong(0);
        if (left > 0) {
            throw new IllegalStateException(left + " of " + jobs + " are left");
        }
        return milliseconds;
    }

    private Future<Void> loop() {
        return pool.withTransaction(
                        connection -> connection.preparedQuery(claim).execute())
                .compose(this::complete);
    }

    private Future<Void> complete(RowSet<Row> claimed) {
        if (claimed.size() == 0) {
            return Future.succeededFuture();
        }
        UUID[] ids = StreamSupport.stream(claimed.spliterator(), false)
                .map(row -> row.getUUID(0))
                .toArray(UUID[]::new);
        return pool.withTransaction(
                        connection -> connection.preparedQuery(COMPLETE).execute(Tuple.of(ids)))
                .compose(done -> loop());
    }

    @Override
    void rest() {
        // its loops have ended with the last job
    }
}
