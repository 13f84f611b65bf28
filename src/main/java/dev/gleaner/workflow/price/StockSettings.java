package dev.gleaner.workflow.price;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/** Where prices come from, when, and where their files lie. */
@ConfigMapping(prefix = "gleaner.stocks")
public interface StockSettings {

    /**
     * Where the prices of a symbol are asked for. {@code {symbol}}, {@code {from}} and {@code {to}} are replaced, the dates written
     * {@code 2024-03-15} and both included; {@code {symbol.lower}}, {@code {from.basic}} ({@code 20240315}) and {@code {from.epoch}} (seconds, for
     * {@code {to.epoch}} those of the day's end) serve providers that write them otherwise. What comes back may be HTML or CSV.
     */
    @WithDefault(
            "https://finance.yahoo.com/quote/{symbol}/history/?period1={from.epoch}&period2={to.epoch}&interval=1d")
    String urlTemplate();

    /** Where price files lie: {@code raw_responses}, {@code parsed_responses} and {@code deadletter_responses} are made in it. */
    @WithDefault("data/stocks")
    Path dir();

    /** Whose the files are that are put into the folder by hand. Those of other tenants have folders of their own. */
    @WithDefault("default")
    String tenant();

    /** From which day on a history is asked for. */
    @WithDefault("1970-01-01")
    LocalDate since();

    /** Where the market is. */
    @WithDefault("America/New_York")
    ZoneId zone();

    /** From when on, in that zone, a weekday's prices are taken to be final. */
    @WithDefault("16:30")
    LocalTime close();

    /** How often the folder is looked at. */
    @WithDefault("1s")
    Duration poll();

    /** How long a file that was put there by hand must have been left alone before it is read: it may still grow. */
    @WithDefault("2s")
    Duration settle();

    /** The largest file that is read. */
    @WithDefault("64M")
    MemorySize maxFileSize();
}
