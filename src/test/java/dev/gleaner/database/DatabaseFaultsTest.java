package dev.gleaner.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.persistence.PersistenceException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.hibernate.exception.GenericJDBCException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DatabaseFaultsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08000", "08006", "08P01", "57P01", "57P02", "57P03", "53300", "53200", "40001", "40P01", "25006",
                "25P03"
            })
    void a_server_that_is_away_or_full_is_worth_another_try(String state) {
        assertThat(DatabaseFaults.isAway(said(state))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "22P05", "42P01", "57014", "26000", "XX000"})
    void a_server_that_did_not_like_something_is_not(String state) {
        assertThat(DatabaseFaults.isAway(said(state))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(ECHECKOUTTIMEOUT) unable to check out connection from the pool after 15000ms",
                "(EMAXCLIENTCONN) max client connections reached",
                "(EMAXCONNSESSION) max clients reached in session mode",
            })
    void supavisor_says_in_words_that_it_is_full(String message) {
        assertThat(DatabaseFaults.isAway(new PgException(message, "FATAL", "XX000", "")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(ENOTFOUND) tenant/user not found", "cache lookup failed for relation 1", "(E) no word"})
    void what_no_waiting_helps_is_not_worth_another_try(String message) {
        assertThat(DatabaseFaults.isAway(new PgException(message, "FATAL", "XX000", "")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"26000", "42P05", "34000"})
    void a_statement_of_somebody_else_is_an_alarm_and_no_reason_to_try_again(String state) {
        Throwable failure = new CompletionException(said(state));
        PoolingAlarm alarm = new PoolingAlarm();

        alarm.consider(said("57P01"));
        assertThat(alarm.isRaised()).isFalse();
        alarm.consider(failure);

        assertThat(alarm.isRaised()).isTrue();
        assertThat(DatabaseFaults.isMixedUp(failure)).isTrue();
        assertThat(DatabaseFaults.isAway(failure)).isFalse();
    }

    @Test
    void a_lost_or_refused_connection_is_worth_another_try() {
        assertThat(DatabaseFaults.isAway(ClosedConnectionException.INSTANCE)).isTrue();
        assertThat(DatabaseFaults.isAway(new ConnectException("Connection refused")))
                .isTrue();
        assertThat(DatabaseFaults.isAway(new TimeoutException())).isTrue();
    }

    @Test
    void a_full_pool_is_told_from_a_bad_parameter_by_what_it_says() {
        assertThat(DatabaseFaults.isAway(new NoStackTraceThrowable("Timeout"))).isTrue();
        assertThat(DatabaseFaults.isAway(
                        new NoStackTraceThrowable("Connection is not active now, current status: CLOSED")))
                .isTrue();
        assertThat(DatabaseFaults.isAway(new NoStackTraceThrowable("Parameter at position[0] has no codec")))
                .isFalse();
    }

    @Test
    void the_cause_counts_however_deep_it_is_wrapped() {
        assertThat(DatabaseFaults.isAway(new CompletionException(new PersistenceException(said("57P01")))))
                .isTrue();
        assertThat(DatabaseFaults.isAway(new CompletionException(new PersistenceException(said("23505")))))
                .isFalse();
    }

    @Test
    void what_hibernate_makes_of_the_drivers_exception_is_understood_too() {
        assertThat(DatabaseFaults.isAway(hibernates("25006"))).isTrue();
        assertThat(DatabaseFaults.isAway(hibernates("23505"))).isFalse();
        assertThat(DatabaseFaults.isMixedUp(hibernates("26000"))).isTrue();
    }

    private static Throwable hibernates(String state) {
        return new GenericJDBCException("error executing SQL statement", new SQLException("said", state));
    }

    @Test
    void an_error_of_our_own_is_no_fault_of_the_database() {
        assertThat(DatabaseFaults.isAway(new IllegalStateException("Timeout"))).isFalse();
        assertThat(DatabaseFaults.isAway(new PgException("no state", "ERROR", null, null)))
                .isFalse();
    }

    @Test
    void a_circle_of_causes_ends() {
        Exception one = new Exception();
        one.initCause(new Exception(one));

        assertThat(DatabaseFaults.isAway(one)).isFalse();
    }

    private static PgException said(String state) {
        return new PgException("said", "ERROR", state, "");
    }
}
