package dev.gleaner;

import dev.gleaner.database.EmbeddedDatabase;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigUtils;

/** The door of the house: makes sure that there is a database address, then starts the service. */
@QuarkusMain
public final class Gleaner {

    Gleaner() {}

    /** Runs until it is told to stop. */
    public static void main(String... args) {
        try {
            if (!isDatabaseGiven()) {
                EmbeddedDatabase.start();
            }
        } catch (IllegalArgumentException | IllegalStateException refused) {
            // there is no log yet, and the sentence needs no trace
            System.err.println(refused.getMessage());
            System.exit(1);
        }
        Quarkus.run(args);
    }

    /** Asks the whole configuration (environment, system properties, {@code .env}, files), as the service will. */
    private static boolean isDatabaseGiven() {
        return ConfigUtils.configBuilder()
                .build()
                .getOptionalValue("DATABASE_URL", String.class)
                .filter(it -> !it.isBlank())
                .isPresent();
    }
}
