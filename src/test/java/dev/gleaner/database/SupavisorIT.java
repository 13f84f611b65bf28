package dev.gleaner.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.fixture.DatabaseAddress;
import dev.gleaner.fixture.Supavisor;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The race through Supavisor itself, where Docker runs and {@code -Dgleaner.test.supavisor.image} names its image. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SupavisorIT {
    private static final int CLIENTS = 9;

    private Supavisor supavisor;
    private Vertx vertx;

    @BeforeEach
    void open() {
        supavisor = Supavisor.startOrSkip("the way through Supavisor itself");
        vertx = Vertx.vertx();
    }

    @AfterEach
    void close() {
        if (supavisor != null) {
            vertx.close();
            supavisor.close();
        }
    }

    @Test
    void every_client_gets_its_own_answers() {
        DatabaseAddress address = supavisor.address();
        Pool pool = ServicePool.open(vertx, address, CLIENTS, Map.of());

        assertThat(Race.ofShortStatements(pool).outsideTransactions()).isEqualTo(Race.Tally.ALL_RIGHT);
        assertThat(Race.ofShortStatements(pool).insideTransactions()).isEqualTo(Race.Tally.ALL_RIGHT);
        assertThat(Race.ofLongStatements(pool).outsideTransactions()).isEqualTo(Race.Tally.ALL_RIGHT);
        assertThat(Race.ofShortStatements(pool).batches()).isEqualTo(Race.Tally.ALL_RIGHT);
    }
}
