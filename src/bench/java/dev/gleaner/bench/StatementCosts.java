package dev.gleaner.bench;

import dev.gleaner.fixture.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** What a database spent its time on, with {@code -Dbench.statements=true}: counting it costs a little itself. */
final class StatementCosts {
    static final boolean ARE_WANTED = Boolean.getBoolean("bench.statements");
    static final String LIBRARY = "pg_stat_statements";

    private static final Path FILE = Path.of("target", "bench", "statements.txt");
    private static final String DEAREST = """
            select string_agg(format(E'%s ms executing, %s ms planning, %s calls, %s rows, %s WAL bytes\\n    %s',
                                     round(total_exec_time), round(total_plan_time), calls, rows, wal_bytes,
                                     left(regexp_replace(query, '\\s+', ' ', 'g'), 300)),
                              E'\\n' order by total_exec_time + total_plan_time desc)
              from (select * from pg_stat_statements
                     order by total_exec_time + total_plan_time desc limit 40) dearest
            """;

    private StatementCosts() {}

    /** Before the first statement that shall be counted. */
    static void count(DatabaseAddress superuser) throws SQLException {
        superuser.execute(
                "create extension " + LIBRARY,
                "alter system set pg_stat_statements.track_planning = on",
                "select pg_reload_conf()");
    }

    /** Keeps the dearest in a file beside the results. */
    static void write(DatabaseAddress superuser) throws SQLException, IOException {
        Files.createDirectories(FILE.getParent());
        Files.writeString(FILE, superuser.ask(DEAREST) + "\n");
    }
}
