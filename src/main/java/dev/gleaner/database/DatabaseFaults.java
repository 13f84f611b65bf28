package dev.gleaner.database;

import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Tells what a failed transaction means: whether the database was away, or did not like what it was given. */
public final class DatabaseFaults {
    /** Connection exceptions, deadlocks, server shutting down or starting, out of connections or resources. */
    private static final List<String> AWAY = List.of("08", "40", "57P0", "53");

    /** What the pool says when no connection became free in time; the class alone also stands for bad parameters. */
    private static final String POOL_IS_FULL = "Timeout";

    private DatabaseFaults() {}

    /** Whether the same transaction may well succeed in a moment. */
    public static boolean isAway(Throwable failure) {
        return causes(failure).anyMatch(DatabaseFaults::isAwayItself);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }

    private static boolean isAwayItself(Throwable failure) {
        if (failure instanceof PgException postgres) {
            return postgres.getSqlState() != null
                    && AWAY.stream().anyMatch(prefix -> postgres.getSqlState().startsWith(prefix));
        }
        return failure instanceof ClosedConnectionException
                || failure instanceof IOException
                || failure instanceof TimeoutException
                || failure instanceof NoStackTraceThrowable && POOL_IS_FULL.equals(failure.getMessage());
    }
}
