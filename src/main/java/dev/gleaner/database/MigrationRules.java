package dev.gleaner.database;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import io.quarkus.flyway.FlywayDataSource;
import jakarta.inject.Singleton;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** What Quarkus has no setting for. */
@Singleton
@FlywayDataSource("migrations")
class MigrationRules implements FlywayConfigurationCustomizer {
    private static final int TRIES = 1;

    /**
     * Nothing unknown in the schema's history is ignored, so that code which is older than the schema does not start.
     * Whoever waits for the lock of migrations holds a connection of the pooler meanwhile, and the one who migrates needs
     * a second one: so nobody waits for long, and {@link Migrations} comes back later.
     */
    @Override
    public void customize(FluentConfiguration configuration) {
        configuration.ignoreMigrationPatterns(new String[0]).lockRetryCount(TRIES);
    }
}
