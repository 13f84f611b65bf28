package dev.gleaner.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The pool of the peers that speak JDBC: five connections, like everybody's. */
final class JdbcPool {
    private final HikariDataSource source;

    /** Behind a pooler in transaction mode no statement may have a name. */
    JdbcPool(String jdbcUrl, String user, String password, boolean pooled) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(5);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        if (pooled) {
            config.addDataSourceProperty("prepareThreshold", "0");
        }
        source = new HikariDataSource(config);
    }

    HikariDataSource source() {
        return source;
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Asks until the answer is true. */
    void until(String question) throws SQLException, InterruptedException {
        long end = System.nanoTime() + Peer.PATIENCE.toNanos();
        while (!isTrue(question)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not true within " + Peer.PATIENCE + ": " + question);
            }
            Thread.sleep(5);
        }
    }

    private boolean isTrue(String question) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
