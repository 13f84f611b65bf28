package dev.gleaner.pipeline;

import dev.gleaner.fixture.DatabaseAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The database's own record of what happened to each chore, written by a trigger: nothing that the engine believes or
 * says has a part in it. Keeps one connection of its own.
 */
final class SimulationJournal implements AutoCloseable {
    private static final String[] OPEN = {
        "create table simulated_time (ahead interval not null)",
        "insert into simulated_time values (interval '0')",
        """
        create table chore_journal (
            number bigint generated always as identity primary key, at timestamptz not null, chore_id uuid not null,
            lane text not null, changed_at timestamptz not null, error_code text,
            old_status text, new_status text, old_lease bigint, new_lease bigint, old_owner text, new_owner text,
            old_until timestamptz, new_until timestamptz, old_due timestamptz, new_due timestamptz,
            old_attempts integer, new_attempts integer)
        """,
        """
        create function write_chore_journal() returns trigger language plpgsql as $$
        begin
            insert into chore_journal (at, chore_id, lane, changed_at, error_code, old_status, new_status, old_lease,
                                       new_lease, old_owner, new_owner, old_until, new_until, old_due, new_due,
                                       old_attempts, new_attempts)
            values (clock_timestamp() + (select ahead from simulated_time), new.id, new.lane, new.updated_at,
                    new.error_code, old.processing_status, new.processing_status, old.lease_number, new.lease_number,
                    old.lease_owner, new.lease_owner, old.lease_until, new.lease_until, old.next_attempt_at,
                    new.next_attempt_at, old.attempts, new.attempts);
            return null;
        end $$
        """,
        "create trigger chore_is_journaled after update on chore for each row execute function write_chore_journal()"
    };

    private static final String[] CLOSE = {
        "drop trigger if exists chore_is_journaled on chore",
        "drop function if exists write_chore_journal",
        "drop table if exists chore_journal, simulated_time"
    };

    private static final String[] CLEAR = {
        "delete from chore",
        "delete from lane where name like 'lane-%'",
        "delete from attempt where workflow like '%chore'",
        "delete from chore_journal"
    };

    private static final String QUEUE = """
            insert into chore (tenant, lane, note, priority, curation_status, processing_status, next_attempt_at)
            select 'acme', case when %s then 'lane-' || n %% 4 else '' end, 'chore ' || n, n %% 2, 'SELECTED', 'QUEUED',
                   now() from generate_series(1, %d) n
            """;

    private static final String MOVE = """
            with moved as (update simulated_time set ahead = interval '%1$d seconds')
            select count(*) filter (where processing_status in ('QUEUED', 'PROCESSING')),
                   count(*) filter (where processing_status = 'PROCESSING'),
                   greatest(0, ceil(extract(epoch from min(next_attempt_at) - now()) - %1$d))
              from chore
            """;

    private final Connection connection;

    /** How things stand. Idle seconds: how long nothing is due, while nothing is in flight. */
    record State(long unfinished, long idleSeconds) {}

    SimulationJournal(DatabaseAddress database) throws SQLException {
        connection = database.connect();
        run(CLOSE);
        run(OPEN);
    }

    /** A new world. */
    void begin(Scenario scenario) throws SQLException {
        run(CLEAR);
        run(QUEUE.formatted(scenario.laned(), scenario.items()));
    }

    /** Moves the time that the journal is written by. */
    State moveTo(long seconds) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(MOVE.formatted(seconds))) {
            row.next();
            return new State(row.getLong(1), row.getLong(2) > 0 ? 0 : row.getLong(3));
        }
    }

    /** What the query finds, a line each. */
    List<String> ask(String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines;
    }

    private void run(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        run(CLOSE);
        connection.close();
    }
}
