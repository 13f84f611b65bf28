package dev.gleaner.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.fixture.DatabaseAddress;
import dev.gleaner.fixture.GleanerDatabase;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** As the owner of the tables, which is how most will run it. */
@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class TenantWallTest extends TenantWallContract {

    @Test
    void who_does_not_say_for_whom_sees_nothing() throws SQLException {
        DatabaseAddress owner = GleanerDatabase.shared().address();

        assertThat(GleanerDatabase.shared().direct().ask("select count(*) > 0 from account"))
                .isEqualTo("t");
        assertThat(owner.ask("select count(*) from account")).isEqualTo("0");
    }

    @Test
    void later_migrations_change_everybodys_rows_and_new_tables_are_walled_in() throws SQLException {
        GleanerDatabase database = GleanerDatabase.fresh();
        migrate(database, "classpath:db/migration");
        database.superuser().execute("insert into domain (tenant, name) values ('a', 'a.test'), ('b', 'b.test')");
        migrate(database, "classpath:db/migration", "classpath:db/wallmigration");

        assertThat(database.superuser().ask("select count(*) from domain where home_url = 'https://' || name || '/'"))
                .isEqualTo("2");
        assertThat(
                        database.superuser()
                                .ask(
                                        "select relrowsecurity and relforcerowsecurity from pg_class where relname = 'later_thing'"))
                .isEqualTo("t");
    }

    private static void migrate(GleanerDatabase database, String... locations) {
        DatabaseAddress owner = database.address();
        Flyway.configure()
                .dataSource(
                        "jdbc:postgresql://" + owner.host() + ":" + owner.port() + "/" + owner.name()
                                + "?prepareThreshold=0",
                        owner.user(),
                        owner.password())
                .locations(locations)
                .load()
                .migrate();
    }
}
