package dev.gleaner.workflow.site;

import dev.gleaner.address.WebUrl;
import dev.gleaner.http.Receipt;
import dev.gleaner.vocabulary.EntryOutcome;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of submitted addresses, line by line. */
@RegisterForReflection
public record UrlReceipt(List<Result> results, long created, long existing, long invalid, long queued)
        implements Receipt {

    /** One line. */
    @RegisterForReflection
    @Schema(name = "UrlResult")
    public record Result(
            String input,
            String url,
            UUID id,

            @Schema(enumeration = {"created", "existing", "invalid"})
            String outcome,

            String reason)
            implements Receipt.Result {}

    /** The receipt for these lines. */
    public static UrlReceipt of(List<Line<WebUrl>> lines, long queued) {
        return new UrlReceipt(
                lines.stream().map(UrlReceipt::result).toList(),
                Line.count(lines, EntryOutcome.CREATED),
                Line.count(lines, EntryOutcome.EXISTING),
                Line.count(lines, EntryOutcome.INVALID),
                queued);
    }

    private static Result result(Line<WebUrl> line) {
        return new Result(
                line.input(),
                line.key() == null ? null : line.key().toString(),
                line.id(),
                line.outcome().code(),
                line.reason("absolute http or https address"));
    }
}
