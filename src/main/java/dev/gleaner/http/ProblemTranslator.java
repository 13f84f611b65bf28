package dev.gleaner.http;

import dev.gleaner.vocabulary.ProblemCode;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * The one place where exceptions become what clients see. The innermost exception that somebody knows decides, because
 * frameworks wrap. What nobody knows is a surprise: 500 and nothing but a trace id, logged once, here.
 */
@ApplicationScoped
class ProblemTranslator {
    private static final Logger LOG = Logger.getLogger(ProblemTranslator.class);
    private static final int DEEPEST_CAUSE = 32;

    private final List<ProblemTranslation> translations;

    ProblemTranslator(@All List<ProblemTranslation> translations) {
        this.translations = translations;
    }

    ProblemException translate(Throwable failure, String request) {
        return innermostFirst(failure).stream()
                .map(this::known)
                .flatMap(Optional::stream)
                .findFirst()
                .map(problem -> noted(problem, failure, request))
                .orElseGet(() -> surprise(failure, request));
    }

    private Optional<ProblemException> known(Throwable failure) {
        if (failure instanceof ProblemException problem) {
            return Optional.of(problem);
        }
        return translations.stream()
                .map(translation -> translation.translate(failure))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Deque<Throwable> innermostFirst(Throwable failure) {
        var chain = new ArrayDeque<Throwable>();
        for (Throwable at = failure; at != null && chain.size() < DEEPEST_CAUSE; at = at.getCause()) {
            chain.push(at);
        }
        return chain;
    }

    private static ProblemException noted(ProblemException problem, Throwable failure, String request) {
        if (problem.code() == ProblemCode.UNAVAILABLE) {
            LOG.warnf("%s answered 503: %s", request, failure);
        }
        return problem;
    }

    private static ProblemException surprise(Throwable failure, String request) {
        String traceId = traceId();
        LOG.errorf(failure, "%s answered 500, traceId %s", request, traceId);
        return new ProblemException(
                        ProblemCode.INTERNAL, "This is our fault. The traceId leads us to the reason in the log.")
                .withTraceId(traceId);
    }

    /** That of the request's trace, which every other line of the request has, too. */
    private static String traceId() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid() ? span.getTraceId() : UUID.randomUUID().toString().replace("-", "");
    }
}
