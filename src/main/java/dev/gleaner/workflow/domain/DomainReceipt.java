package dev.gleaner.workflow.domain;

import dev.gleaner.address.SiteName;
import dev.gleaner.http.Receipt;
import dev.gleaner.vocabulary.EntryOutcome;
import dev.gleaner.workflow.site.Line;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of submitted domains, line by line. */
@RegisterForReflection
record DomainReceipt(List<Result> results, long created, long existing, long invalid, long queued) implements Receipt {

    /** One line. */
    @RegisterForReflection
    @Schema(name = "DomainResult")
    record Result(
            String input,
            String domain,
            UUID id,

            @Schema(enumeration = {"created", "existing", "invalid"})
            String outcome,

            String reason)
            implements Receipt.Result {}

    static DomainReceipt of(List<Line<SiteName>> lines, long queued) {
        return new DomainReceipt(
                lines.stream().map(DomainReceipt::result).toList(),
                Line.count(lines, EntryOutcome.CREATED),
                Line.count(lines, EntryOutcome.EXISTING),
                Line.count(lines, EntryOutcome.INVALID),
                queued);
    }

    private static Result result(Line<SiteName> line) {
        return new Result(
                line.input(),
                line.key() == null ? null : line.key().value(),
                line.id(),
                line.outcome().code(),
                line.reason("domain name or web address"));
    }
}
