package dev.gleaner.workflow.stock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.workflow.price.StockSettings;
import dev.gleaner.workflow.price.Symbol;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WindowTest {
    private static final LocalDate SINCE = LocalDate.of(1970, 1, 1);
    private static final LocalDate FRIDAY = LocalDate.of(2024, 3, 15);

    private final Stock stock = new Stock();

    @Test
    void of_an_unknown_symbol_everything_is_missing() {
        assertThat(Window.of(stock, SINCE, FRIDAY)).isEqualTo(new Window(SINCE, FRIDAY, true, true));
    }

    @Test
    void of_a_known_one_only_what_came_since() {
        stock.lastPriceDate = FRIDAY.minusDays(3);

        assertThat(Window.of(stock, SINCE, FRIDAY)).isEqualTo(new Window(FRIDAY.minusDays(2), FRIDAY, false, false));
    }

    @Test
    void nothing_is_missing_once_the_last_trading_day_is_known() {
        stock.lastPriceDate = FRIDAY;

        assertThat(Window.of(stock, SINCE, FRIDAY).isEmpty()).isTrue();
    }

    @Test
    void a_split_makes_the_whole_history_worth_asking_for() {
        stock.lastPriceDate = FRIDAY;
        stock.wholeAgain = true;

        assertThat(Window.of(stock, SINCE, FRIDAY)).isEqualTo(new Window(SINCE, FRIDAY, true, false));
    }

    @ParameterizedTest
    @CsvSource({
        "2024-03-15T20:29:00Z, 2024-03-14",
        "2024-03-15T20:30:00Z, 2024-03-15",
        "2024-03-16T12:00:00Z, 2024-03-15",
        "2024-03-18T03:00:00Z, 2024-03-15",
        "2024-03-18T15:00:00Z, 2024-03-15",
        "2024-03-18T21:00:00Z, 2024-03-18",
        "2024-12-02T21:29:00Z, 2024-11-29",
        "2024-12-02T21:30:00Z, 2024-12-02"
    })
    void a_day_counts_when_the_market_has_closed_and_weekends_never_do(Instant now, LocalDate expected) {
        MarketCalendar calendar = new MarketCalendar(Clock.fixed(now, ZoneOffset.UTC), settings("{symbol}"));

        assertThat(calendar.lastTradingDay()).isEqualTo(expected);
        assertThat(calendar.closeOf(expected)).isBeforeOrEqualTo(now);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "http://p.test/h/{symbol}?from={from}&to={to} => http://p.test/h/%5EGSPC?from=2024-03-01&to=2024-03-15",
                "https://p.test/d/?s={symbol.lower}&d1={from.basic}&d2={to.basic} =>"
                        + " https://p.test/d/?s=%5Egspc&d1=20240301&d2=20240315",
                "https://p.test/{symbol}/?period1={from.epoch}&period2={to.epoch} =>"
                        + " https://p.test/%5EGSPC/?period1=1709251200&period2=1710547200"
            })
    void providers_are_asked_in_their_own_way(String template, String address) {
        Provider provider = new Provider(settings(template));

        assertThat(provider.addressOf(new Symbol("^GSPC"), LocalDate.of(2024, 3, 1), FRIDAY))
                .hasToString(address);
        assertThat(provider.lane()).isEqualTo("p.test");
    }

    private static StockSettings settings(String template) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .addDefaultInterceptors()
                .withMapping(StockSettings.class)
                .withDefaultValue("gleaner.stocks.url-template", template)
                .build()
                .getConfigMapping(StockSettings.class);
    }
}
