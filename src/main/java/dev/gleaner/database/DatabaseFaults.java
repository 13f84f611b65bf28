package dev.gleaner.database;

import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.DatabaseException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells what a failed transaction means: whether the database was away, or did not like what it was given. */
public final class DatabaseFaults {
    /**
     * Connection exceptions, deadlocks, server shutting down or starting, out of connections or resources, a server that
     * takes no writes for the moment, a transaction that was ended because it was silent for too long.
     */
    private static final List<String> AWAY = List.of("08", "40", "57P0", "53", "25006", "25P03");

    /** A statement or portal that is not there, or there already: another client uses the same server connection. */
    private static final Set<String> MIXED_UP = Set.of("26000", "42P05", "34000");

    /** Supavisor's own errors all have this state; the word in brackets tells them apart. */
    private static final String SUPAVISOR = "XX000";

    private static final Pattern SUPAVISORS_WORD = Pattern.compile("\\((?<word>E[A-Z]{4,})\\)");
    /** Nobody of that name: no waiting helps. */
    private static final Set<String> SUPAVISORS_REFUSALS = Set.of("ENOTFOUND", "EAUTH", "ENOUSER", "EBADSTARTUP");

    /**
     * What the driver says when no connection became free in time, and when the one it had for us was closed just then;
     * the class alone also stands for bad parameters.
     */
    private static final Pattern NO_CONNECTION = Pattern.compile("Timeout|Connection is not active now.*");

    private DatabaseFaults() {}

    /** Whether the same transaction may well succeed in a moment. */
    public static boolean isAway(Throwable failure) {
        return causes(failure).anyMatch(DatabaseFaults::isAwayItself);
    }

    /**
     * Whether the pooler in between works in another mode than this service believes: answers may then be another
     * client's, so nothing is tried again.
     */
    public static boolean isMixedUp(Throwable failure) {
        return causes(failure).flatMap(it -> sqlState(it).stream()).anyMatch(MIXED_UP::contains);
    }

    /**
     * The SQLSTATE that a failure itself carries. Hibernate replaces the driver's exception by one of JDBC's, and keeps no
     * trace of the first.
     */
    public static Optional<String> sqlState(Throwable failure) {
        if (failure instanceof DatabaseException said) {
            return Optional.ofNullable(said.getSqlState());
        }
        return failure instanceof SQLException said ? Optional.ofNullable(said.getSQLState()) : Optional.empty();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }

    private static boolean isAwayItself(Throwable failure) {
        Optional<String> state = sqlState(failure);
        if (state.isPresent()) {
            return isAway(state.get(), String.valueOf(failure.getMessage()));
        }
        return failure instanceof ClosedConnectionException
                || failure instanceof IOException
                || failure instanceof TimeoutException
                || failure instanceof NoStackTraceThrowable
                        && NO_CONNECTION
                                .matcher(String.valueOf(failure.getMessage()))
                                .matches();
    }

    private static boolean isAway(String state, String message) {
        return AWAY.stream().anyMatch(state::startsWith) || state.equals(SUPAVISOR) && isSupavisorAway(message);
    }

    private static boolean isSupavisorAway(String message) {
        Matcher said = SUPAVISORS_WORD.matcher(message);
        return said.find() && !SUPAVISORS_REFUSALS.contains(said.group("word"));
    }
}
