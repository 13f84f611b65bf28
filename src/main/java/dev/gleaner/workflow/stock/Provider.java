package dev.gleaner.workflow.stock;

import dev.gleaner.address.SiteName;
import dev.gleaner.address.WebUrl;
import dev.gleaner.workflow.price.StockSettings;
import dev.gleaner.workflow.price.Symbol;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Whom prices are asked of. */
@ApplicationScoped
class Provider {
    private static final DateTimeFormatter BASIC = DateTimeFormatter.BASIC_ISO_DATE;

    private final String template;

    Provider(StockSettings settings) {
        this.template = settings.urlTemplate();
    }

    /**
     * Refuses a start with a template that makes no address.
     *
     * @throws IllegalStateException with a sentence for the operator
     */
    void check(@Observes StartupEvent start) {
        if (!template.contains("{symbol")
                || WebUrl.parse(filled(new Symbol("A"), LocalDate.EPOCH, LocalDate.EPOCH))
                        .isEmpty()) {
            throw new IllegalStateException(
                    "gleaner.stocks.url-template (GLEANER_STOCKS_URL_TEMPLATE) must be a web address with {symbol} in it,"
                            + " but is " + template);
        }
    }

    /** Where the prices of some days, both included, are to be had. */
    WebUrl addressOf(Symbol symbol, LocalDate from, LocalDate to) {
        return WebUrl.of(filled(symbol, from, to));
    }

    private String filled(Symbol symbol, LocalDate from, LocalDate to) {
        return template.replace("{symbol}", encoded(symbol.value()))
                .replace("{symbol.lower}", encoded(symbol.value().toLowerCase(Locale.ROOT)))
                .replace("{from}", from.toString())
                .replace("{to}", to.toString())
                .replace("{from.basic}", BASIC.format(from))
                .replace("{to.basic}", BASIC.format(to))
                .replace("{from.epoch}", epoch(from))
                .replace("{to.epoch}", epoch(to.plusDays(1)));
    }

    private static String encoded(String symbol) {
        return URLEncoder.encode(symbol, StandardCharsets.UTF_8);
    }

    private static String epoch(LocalDate day) {
        return Long.toString(day.atStartOfDay(ZoneOffset.UTC).toEpochSecond());
    }

    /** The queue within the queue: requests to the provider go one at a time, all replicas together. */
    String lane() {
        String host =
                addressOf(new Symbol("A"), LocalDate.EPOCH, LocalDate.EPOCH).host();
        return SiteName.ofHost(host).map(SiteName::value).orElse(host);
    }
}
