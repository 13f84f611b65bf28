package dev.gleaner.database;

import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;

/**
 * The one clock: the database's, so that a replica whose own clock is wrong does no harm. Statements carry its
 * expression; a test moves time by replacing this bean.
 */
@DefaultBean
@Singleton
public class DatabaseClock {

    /** The SQL expression of the present moment, stable within a transaction so that indexes can use it. */
    public String now() {
        return "now()";
    }

    /** Puts {@link #now} in the place of each {@code {now}} of a statement. Every statement of the engine passes here. */
    public String in(String sql) {
        return sql.replace("{now}", now());
    }
}
