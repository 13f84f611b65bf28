package dev.gleaner.bench;

import static org.jobrunr.server.BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.scheduling.JobScheduler;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;

/**
 * JobRunr with its own number of workers. Its server looks at the queue some time after its start, so the first job
 * starts the clock. Arguments: JDBC address, user, password, pooled.
 */
public final class JobRunrPeer extends Peer {
    private static volatile CountDownLatch done = new CountDownLatch(0);
    private static volatile long begun;

    private final JdbcPool pool;
    private JobScheduler jobs;

    private JobRunrPeer(JdbcPool pool) {
        this.pool = pool;
        configure(false);
    }

    /** Obeys. */
    public static void main(String[] arguments) throws Exception {
        new JobRunrPeer(new JdbcPool(arguments[0], arguments[1], arguments[2], Boolean.parseBoolean(arguments[3])))
                .serve();
    }

    private void configure(boolean working) {
        jobs = JobRunr.configure()
                .useStorageProvider(new PostgresStorageProvider(pool.source()))
                .useBackgroundJobServerIf(
                        working, usingStandardBackgroundJobServerConfiguration().andPollIntervalInSeconds(5))
                .initialize()
                .getJobScheduler();
    }

    /** The job: called by JobRunr. */
    public static void noop(int number) {
        if (begun == 0) {
            begun = System.nanoTime();
        }
        done.countDown();
    }

    @Override
    void fill(int count) throws Exception {
        pool.execute("truncate jobrunr_jobs");
        jobs.enqueue(IntStream.range(0, count).boxed(), number -> noop(number));
        pool.execute("analyze jobrunr_jobs");
    }

    @Override
    double run(int count) throws Exception {
        done = new CountDownLatch(count);
        begun = 0;
        configure(true);
        if (!done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(done.getCount() + " jobs are left");
        }
        pool.until("select not exists (select 1 from jobrunr_jobs where state in ('ENQUEUED', 'PROCESSING'))");
        return (System.nanoTime() - begun) / 1e6;
    }

    @Override
    void rest() {
        if (JobRunr.getBackgroundJobServer() != null) {
            JobRunr.getBackgroundJobServer().stop();
        }
    }
}
