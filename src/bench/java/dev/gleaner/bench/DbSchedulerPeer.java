package dev.gleaner.bench;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** db-scheduler, lock-and-fetch with 20 threads: its fastest way. Arguments: JDBC address, user, password, pooled. */
final class DbSchedulerPeer extends Peer {
    private static final String TABLE = """
            create table if not exists scheduled_tasks (
                task_name text not null, task_instance text not null, task_data bytea,
                execution_time timestamp with time zone not null, picked boolean not null, picked_by text,
                last_success timestamp with time zone, last_failure timestamp with time zone, consecutive_failures int,
                last_heartbeat timestamp with time zone, version bigint not null, priority smallint,
                primary key (task_name, task_instance))
            """;

    private final JdbcPool pool;
    private final OneTimeTask<Void> noop = Tasks.oneTime("noop").execute((instance, context) -> count());
    private volatile CountDownLatch done = new CountDownLatch(0);
    private Scheduler scheduler;

    private DbSchedulerPeer(JdbcPool pool) {
        this.pool = pool;
    }

    /** Obeys. */
    public static void main(String[] arguments) throws Exception {
        JdbcPool pool = new JdbcPool(arguments[0], arguments[1], arguments[2], Boolean.parseBoolean(arguments[3]));
        pool.execute(
                TABLE,
                "create index if not exists execution_time_idx on scheduled_tasks (execution_time)",
                "create index if not exists last_heartbeat_idx on scheduled_tasks (last_heartbeat)");
        new DbSchedulerPeer(pool).serve();
    }

    private void count() {
        done.countDown();
    }

    @Override
    void fill(int jobs) throws Exception {
        pool.execute(
                "insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)"
                        + " select 'noop', n::text, now(), false, 1 from generate_series(1, " + jobs + ") n",
                "vacuum analyze scheduled_tasks");
    }

    @Override
    double run(int jobs) throws Exception {
        done = new CountDownLatch(jobs);
        scheduler = Scheduler.create(pool.source(), noop)
                .threads(20)
                .pollUsingLockAndFetch(0.5, 4)
                .pollingInterval(Duration.ofMillis(100))
                .failureLogging(LogLevel.OFF, false)
                .build();
        long begun = System.nanoTime();
        scheduler.start();
        if (!done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(done.getCount() + " jobs are left");
        }
        pool.until("select not exists (select 1 from scheduled_tasks)");
        return (System.nanoTime() - begun) / 1e6;
    }

    @Override
    void rest() {
        if (scheduler != null) {
            scheduler.stop();
        }
    }
}
