package dev.gleaner.workflow.price;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.database.SessionGateway;
import dev.gleaner.fixture.GleanerDatabase;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class PriceBookTest {
    private static final String KNOWN = """
            [{"date":"2024-03-14","open":10.50,"high":12,"low":9,"close":11,"adjClose":10.9,"volume":5000000000},
             {"date":"2024-03-15","open":10.50,"high":12,"low":9,"close":11,"adjClose":10.9,"volume":7}]""";

    @Inject
    PriceBook book;

    @Inject
    SessionGateway sessions;

    private String tenant;

    @BeforeEach
    void beginWithNothing() {
        tenant = "book-" + UUID.randomUUID();
    }

    @Test
    void what_is_known_already_changes_nothing() throws SQLException {
        assertThat(enter(KNOWN, "[]")).isEqualTo(2);

        assertThat(enter(KNOWN, "[]")).isZero();
        assertThat(enter(KNOWN.replace("10.50", "10.5"), "[]")).isZero();

        assertThat(ask("select string_agg(open || ' ' || volume, ', ' order by date) from price where tenant = "))
                .isEqualTo("10.50 5000000000, 10.50 7");
        assertThat(ask("select price_count || ' ' || last_price_date || ' ' || active from stock where tenant = "))
                .isEqualTo("2 2024-03-15 false");
    }

    @Test
    void a_price_that_changes_leaves_the_old_one_behind() throws SQLException {
        enter(KNOWN, "[]");

        assertThat(enter(
                        "[{\"date\":\"2024-03-15\",\"open\":3.5,\"high\":4,\"low\":3,\"close\":3.6,\"volume\":21}]",
                        "[]"))
                .isEqualTo(1);

        assertThat(ask("select concat_ws(' ', open, close, adj_close, volume) from price"
                        + " where date = '2024-03-15' and tenant = "))
                .as("what a file does not say is not forgotten")
                .isEqualTo("3.5 3.6 10.9 21");
        assertThat(
                        ask(
                                "select concat_ws(' ', date, open, close, adj_close, volume) from price_revision where tenant = "))
                .isEqualTo("2024-03-15 10.50 11 10.9 7");
    }

    @Test
    void a_split_that_is_news_has_the_whole_history_asked_for_again() throws SQLException {
        enter(KNOWN, "[{\"date\":\"2024-03-14\",\"kind\":\"SPLIT\",\"ratio\":\"3:1\"}]");
        assertThat(ask("select whole_again from stock where tenant = ")).isEqualTo("f");

        enter("[]", "[{\"date\":\"2024-03-18\",\"kind\":\"SPLIT\",\"ratio\":\"2:1\"}]");

        assertThat(ask("select whole_again from stock where tenant = ")).isEqualTo("t");
        assertThat(ask("select string_agg(ratio, ' ' order by date) from price_event where tenant = "))
                .isEqualTo("3:1 2:1");
    }

    private int enter(String prices, String events) {
        Delivery delivery = new Delivery(UUID.randomUUID(), tenant, new Symbol("ACME"), List.of(prices), events);
        return sessions.inTransaction("test", () -> book.enter(delivery))
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    private String ask(String sql) throws SQLException {
        return GleanerDatabase.shared().direct().ask(sql + "'" + tenant + "'");
    }
}
