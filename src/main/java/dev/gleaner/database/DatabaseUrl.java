package dev.gleaner.database;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the database is, in any of the spellings that people have in their environment: {@code postgresql://},
 * {@code postgres://}, {@code postgresql+asyncpg://} and {@code jdbc:postgresql://}.
 *
 * @param host name or address; IPv6 without brackets
 * @param port 5432 unless given
 * @param database the database's name
 * @param user the role; empty if not given
 * @param password its password; empty if not given
 * @param sslMode as libpq spells it; empty if not given
 * @param sslRootCertificate a PEM file; empty if not given
 */
public record DatabaseUrl(
        String host,
        int port,
        String database,
        Optional<String> user,
        Optional<String> password,
        Optional<String> sslMode,
        Optional<String> sslRootCertificate) {

    /** A login ends at the last {@code @}: passwords are often pasted as they are. */
    private static final Pattern FORM = Pattern.compile(
            "(?:jdbc:)?postgres(?:ql)?(?:\\+[a-z0-9]+)?://(?:(?<user>.*)@)?(?<place>[^@]*)", Pattern.DOTALL);
    /** Not {@code java.net.URI}: it knows no underscore in a host, and containers are often named with one. */
    private static final Pattern PLACE =
            Pattern.compile("(?:\\[(?<ipv6>[0-9a-fA-F:.]+)]|(?<host>[^\\s,:/?#\\[\\]]+))(?::(?<port>[0-9]{1,5}))?"
                    + "(?:/(?<database>[^/?#]*))?(?:\\?(?<query>[^#]*))?");
    /** A percent sign that encodes nothing stands for itself. */
    private static final Pattern LONE_PERCENT = Pattern.compile("%(?![0-9a-fA-F]{2})");

    private static final int DEFAULT_PORT = 5432;
    private static final int LAST_PORT = 65535;
    private static final Set<String> SSL_MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    /**
     * Reads an address. Parameters that only a certain driver understands ({@code pgbouncer=true}, …) are passed over.
     *
     * @throws IllegalArgumentException with a sentence for the operator that does not repeat the password
     */
    public static DatabaseUrl parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw unreadable("it has to look like postgresql://user:password@host:5432/database?sslmode=require");
        }
        Matcher place = PLACE.matcher(form.group("place"));
        if (!place.matches()) {
            throw unreadable("the part after the @ has to be host:port/database");
        }
        Map<String, String> parameters = parameters(place.group("query"));
        Optional<String> login = Optional.ofNullable(form.group("user"));
        return new DatabaseUrl(
                Optional.ofNullable(place.group("ipv6")).orElse(place.group("host")),
                port(place.group("port")),
                database(place.group("database")),
                login.map(it -> decode(it.split(":", 2)[0])).or(() -> Optional.ofNullable(parameters.get("user"))),
                login.filter(it -> it.contains(":"))
                        .map(it -> decode(it.split(":", 2)[1]))
                        .or(() -> Optional.ofNullable(parameters.get("password"))),
                sslMode(parameters),
                Optional.ofNullable(parameters.get("sslrootcert")));
    }

    private static int port(String digits) {
        int port = digits == null ? DEFAULT_PORT : Integer.parseInt(digits);
        if (port == 0 || port > LAST_PORT) {
            throw unreadable("the port has to be between 1 and " + LAST_PORT);
        }
        return port;
    }

    private static String database(String name) {
        if (name == null || name.isEmpty()) {
            throw unreadable("it has to name one database after the host");
        }
        return decode(name);
    }

    private static Optional<String> sslMode(Map<String, String> parameters) {
        Optional<String> mode = Optional.ofNullable(parameters.getOrDefault("sslmode", parameters.get("ssl")))
                .map(DatabaseUrl::asLibpq);
        mode.filter(it -> !SSL_MODES.contains(it)).ifPresent(it -> {
            throw unreadable("sslmode has to be one of disable, allow, prefer, require, verify-ca, verify-full");
        });
        return mode;
    }

    /** asyncpg's and JDBC's {@code ssl=true} mean what libpq calls {@code require}. */
    private static String asLibpq(String mode) {
        return switch (mode) {
            case "true" -> "require";
            case "false" -> "disable";
            default -> mode;
        };
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (query != null) {
            for (String pair : query.split("&")) {
                String[] parts = pair.split("=", 2);
                parameters.put(parts[0], parts.length > 1 ? decode(parts[1]) : "");
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        String encoded = LONE_PERCENT.matcher(text).replaceAll("%25").replace("+", "%2B");
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static IllegalArgumentException unreadable(String why) {
        return new IllegalArgumentException("The database address cannot be read: " + why + ".");
    }

    /** The address for the reactive driver, without secrets. */
    public String reactiveUrl() {
        return "postgresql://" + bracketed() + ":" + port + "/" + encode(database);
    }

    /**
     * The address for pgjdbc, without secrets. Named prepared statements are off, so that migrations also pass through
     * a pooler in transaction mode.
     */
    public String jdbcUrl() {
        return "jdbc:" + reactiveUrl() + "?prepareThreshold=0"
                + sslMode.map(mode -> "&sslmode=" + mode).orElse("")
                + sslRootCertificate.map(file -> "&sslrootcert=" + encode(file)).orElse("");
    }

    private String bracketed() {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return reactiveUrl();
    }
}
