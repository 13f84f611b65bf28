package dev.gleaner.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.fixture.DatabaseAddress;
import dev.gleaner.fixture.GleanerDatabase;
import dev.gleaner.fixture.PgBouncer;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * Behind a pooler in transaction mode the pool of this service never hands out another client's answer. The canaries run
 * the same race with other options: where they lose nothing, the race is no race.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WrongAnswerRaceTest {
    private static final int CLIENTS = 3 * PgBouncer.SERVER_CONNECTIONS;

    private Vertx vertx;
    private PgBouncer pooler;
    private DatabaseAddress door;

    @BeforeEach
    void open() {
        PgBouncer.assumeAvailable("whether every client of a pooler gets its own answers");
        vertx = Vertx.vertx();
        GleanerDatabase database = GleanerDatabase.fresh();
        pooler = PgBouncer.start(database.superuser(), database.direct());
        door = pooler.to(database.direct());
    }

    @AfterEach
    void close() {
        if (pooler != null) {
            vertx.close();
            pooler.close();
        }
    }

    @Test
    void every_client_gets_its_own_answers() {
        Pool pool = ServicePool.open(vertx, door, CLIENTS, Map.of());

        List.of(Race.ofShortStatements(pool), Race.ofLongStatements(pool)).forEach(race -> {
            assertThat(race.outsideTransactions()).isEqualTo(Race.Tally.ALL_RIGHT);
            assertThat(race.insideTransactions()).isEqualTo(Race.Tally.ALL_RIGHT);
            assertThat(race.batches()).isEqualTo(Race.Tally.ALL_RIGHT);
        });
    }

    /**
     * A PgBouncer that keeps track of named statements gets them right, which is how one comes to believe that the defaults
     * will do. A statement that is too long for the driver's cache has no name to keep track of.
     */
    @Test
    void the_canary_with_the_defaults_of_quarkus_gets_answers_of_others() {
        Pool pool = pool(defaults().setCachePreparedStatements(true));

        Race.Tally outside = Race.ofShortStatements(pool).outsideTransactions();
        Race.Tally inside = Race.ofShortStatements(pool).insideTransactions();
        Race.Tally tooLong = Race.ofLongStatements(pool).outsideTransactions();

        tell("Quarkus' defaults", List.of(outside, inside, tooLong));
        if (pooler.tracksStatements()) {
            assertThat(List.of(outside, inside)).containsOnly(Race.Tally.ALL_RIGHT);
            assertThat(tooLong.wrong()).isPositive();
        } else {
            assertThat(outside.wrong() + inside.wrong()).isPositive();
        }
    }

    @Test
    void the_canary_that_only_caches_nothing_gets_errors_or_answers_of_others() {
        Pool pool = pool(defaults().setCachePreparedStatements(false));

        List<Race.Tally> tallies = List.of(
                Race.ofShortStatements(pool).outsideTransactions(),
                Race.ofLongStatements(pool).outsideTransactions());

        tell("caching off alone", tallies);
        assertThat(tallies).doesNotContain(Race.Tally.ALL_RIGHT);
    }

    /** Without the one startup parameter that PgBouncer would refuse, so that it comes to a race at all. */
    private PgConnectOptions defaults() {
        PgConnectOptions options = ServicePool.to(door);
        Map<String, String> parameters = new HashMap<>(options.getProperties());
        parameters.remove("extra_float_digits");
        return options.setProperties(parameters);
    }

    private Pool pool(PgConnectOptions options) {
        return PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(CLIENTS))
                .connectingTo(options)
                .using(vertx)
                .build();
    }

    private void tell(String who, List<Race.Tally> tallies) {
        System.out.println("The race through " + pooler.command("SHOW VERSION") + " with " + who + ": " + tallies);
    }
}
