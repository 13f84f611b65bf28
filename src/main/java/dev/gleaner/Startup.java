package dev.gleaner;

import dev.gleaner.database.EmbeddedDatabase;
import dev.gleaner.database.Migrations;
import dev.gleaner.database.SessionGateway;
import dev.gleaner.database.TenantWall;
import dev.gleaner.database.VocabularyCheck;
import dev.gleaner.identity.FirstAdministrator;
import dev.gleaner.pipeline.Engine;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** The order in which the house wakes up. Whatever fails here stops the start, with its reason. */
@ApplicationScoped
class Startup {
    private static final Logger LOG = Logger.getLogger(Startup.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Migrations migrations;
    private final SessionGateway sessions;
    private final TenantWall wall;
    private final VocabularyCheck vocabulary;
    private final FirstAdministrator administrator;
    private final Engine engine;

    Startup(
            Migrations migrations,
            SessionGateway sessions,
            TenantWall wall,
            VocabularyCheck vocabulary,
            FirstAdministrator administrator,
            Engine engine) {
        this.migrations = migrations;
        this.sessions = sessions;
        this.wall = wall;
        this.vocabulary = vocabulary;
        this.administrator = administrator;
        this.engine = engine;
    }

    void run(@Observes StartupEvent event) {
        EmbeddedDatabase.announce();
        migrate();
        if (migrations.areAll()) {
            LOG.info("The schema has the version of this code");
            Quarkus.asyncExit(0);
            return;
        }
        sessions.inTransaction("wall between tenants", wall::look).await().atMost(PATIENCE);
        sessions.inTransaction("vocabulary check", vocabulary::run).await().atMost(PATIENCE);
        administrator.ensure().await().atMost(PATIENCE);
        engine.start();
    }

    /** Quarkus tells this exception by its sentence, and any other by its trace. */
    private void migrate() {
        try {
            migrations.run();
        } catch (IllegalStateException refused) {
            throw new ConfigurationException(refused.getMessage());
        }
    }
}
