package dev.gleaner.acceptance;

import dev.gleaner.fixture.DatabaseAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The database behind the service's back. */
final class Tables {
    private final DatabaseAddress address;

    Tables(DatabaseAddress address) {
        this.address = address;
    }

    /** How many rows each table has. */
    Map<String, Long> counts() throws SQLException {
        String all = column("select table_name from information_schema.tables where table_schema = 'public'").stream()
                .map(table -> "select '" + table + " ' || count(*) from \"" + table + '"')
                .collect(Collectors.joining(" union all "));
        Map<String, Long> counts = new TreeMap<>();
        column(all).forEach(row -> counts.put(row.split(" ")[0], Long.valueOf(row.split(" ")[1])));
        return counts;
    }

    /** The number that a query asks for. */
    long number(String sql) throws SQLException {
        return Long.parseLong(address.ask(sql));
    }

    /** The first column of all rows. */
    List<String> column(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = address.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
