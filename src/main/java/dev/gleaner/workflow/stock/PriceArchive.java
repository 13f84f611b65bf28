package dev.gleaner.workflow.stock;

import dev.gleaner.fetch.Content;
import dev.gleaner.fetch.Response;
import dev.gleaner.pipeline.Failure;
import dev.gleaner.pipeline.Outcome;
import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.vocabulary.Step;
import dev.gleaner.workflow.pricefile.Arrival;
import dev.gleaner.workflow.pricefile.FileName;
import dev.gleaner.workflow.pricefile.Fingerprint;
import dev.gleaner.workflow.pricefile.PriceFolder;
import dev.gleaner.workflow.pricefile.PriceReader;
import dev.gleaner.workflow.pricefile.Reading;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * Judges an answer by what is in it, for a provider says 200 to everything, and keeps the bytes of those that have prices.
 * The same answer again is not kept again. Blocking; knows no connection.
 */
@ApplicationScoped
class PriceArchive {
    private static final Duration UNTIL_THE_LIMIT_IS_LIFTED = Duration.ofHours(1);
    private static final Pattern LOOKUP = Pattern.compile("/(?:lookup|symbol-lookup)/?", Pattern.CASE_INSENSITIVE);
    private static final int SNIFFED = 512;

    private final PriceFolder folder;
    private final PriceReader reader;

    PriceArchive(PriceFolder folder, PriceReader reader) {
        this.folder = folder;
        this.reader = reader;
    }

    Outcome<Retrieval> take(StockWorkflow.Task task, LocalDate today, Response response) throws IOException {
        if (LOOKUP.matcher(response.url().path()).matches()) {
            return unknown(task, "it leads to a page that looks for symbols");
        }
        Reading reading = reader.read(task.symbol(), response.content()::open);
        return reading instanceof Reading.Prices prices
                ? keep(task, today, response.content(), prices)
                : withoutPrices(task, (Reading.Unusable) reading);
    }

    private Outcome<Retrieval> keep(StockWorkflow.Task task, LocalDate today, Content content, Reading.Prices prices)
            throws IOException {
        Fingerprint fingerprint = fingerprint(content);
        if (fingerprint.sha256().equals(task.archivedSha256())) {
            return StockWorkflow.nothingNew(task);
        }
        FileName name = new FileName(task.symbol(), today, isHtml(content) ? "html" : "csv");
        try (InputStream bytes = content.open()) {
            folder.put(task.tenant(), name, bytes);
        }
        return new Outcome.Done<>(new Retrieval(task.window().to(), new Arrival(task.tenant(), name, fingerprint)));
    }

    /** A symbol that has prices is known: then nothing is just nothing new. */
    private static Outcome<Retrieval> withoutPrices(StockWorkflow.Task task, Reading.Unusable unusable) {
        Failure failure = new Failure(unusable.code(), unusable.message(), Step.PARSE);
        if (unusable.isBusy()) {
            return new Outcome.Snooze<>(UNTIL_THE_LIMIT_IS_LIFTED, failure);
        } else if (unusable.code() == ErrorCode.NO_PRICES) {
            return task.window().isFirst() ? unknown(task, unusable.message()) : StockWorkflow.nothingNew(task);
        } else if (unusable.code() == ErrorCode.UNKNOWN_SYMBOL) {
            return unknown(task, unusable.message());
        }
        // a page of consent, a notice of maintenance: may be another one later
        return new Outcome.Retry<>(failure);
    }

    private static Outcome<Retrieval> unknown(StockWorkflow.Task task, String why) {
        return new Outcome.Discard<>(new Failure(
                ErrorCode.UNKNOWN_SYMBOL, "The provider does not know " + task.symbol() + ": " + why, Step.PARSE));
    }

    private static Fingerprint fingerprint(Content content) throws IOException {
        try (InputStream bytes = content.open()) {
            return Fingerprint.of(bytes);
        }
    }

    private static boolean isHtml(Content content) throws IOException {
        try (InputStream bytes = content.open()) {
            for (byte letter : bytes.readNBytes(SNIFFED)) {
                if (letter == '<') {
                    return true;
                } else if (letter > ' ') {
                    return false;
                }
            }
            return false;
        }
    }
}
