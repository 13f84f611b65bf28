package dev.gleaner.database;

import dev.gleaner.fixture.GleanerDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;

/** As a superuser, like the one of the embedded database: walls would not stop it, so its transactions run as another. */
@QuarkusTest
@WithTestResource(SuperuserWallTest.Superuser.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class SuperuserWallTest extends TenantWallContract {

    /** Gives the service a database of its own, and all rights to it. */
    public static final class Superuser implements QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            return Map.of("DATABASE_URL", GleanerDatabase.fresh().superuser().url(), "gleaner.database.pooler", "none");
        }

        @Override
        public void stop() {
            // the server ends with the JVM
        }
    }
}
