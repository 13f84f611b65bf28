package dev.gleaner.http;

import dev.gleaner.vocabulary.ProblemCode;
import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.handler.HttpException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.util.Arrays;
import java.util.Optional;

/** What the framework refuses before our code runs: unknown paths, methods and media types, bodies beyond the limit. */
@ApplicationScoped
class HttpProblems implements ProblemTranslation {

    @Override
    public Optional<ProblemException> translate(Throwable failure) {
        if (failure instanceof WebApplicationException refused) {
            return ofStatus(refused.getResponse().getStatus());
        }
        if (failure instanceof HttpException refused) {
            return ofStatus(refused.getStatusCode());
        }
        if (failure instanceof HttpClosedException) {
            return Optional.of(
                    new ProblemException(ProblemCode.INVALID_REQUEST, "The connection ended before the body."));
        }
        return Optional.empty();
    }

    /** A problem for any status from 400 on that is the client's, or says that a part is away. */
    static Optional<ProblemException> ofStatus(int status) {
        Optional<ProblemCode> known = Arrays.stream(ProblemCode.values())
                .filter(code -> code.status() == status && code != ProblemCode.INTERNAL)
                .findFirst();
        if (known.isPresent()) {
            return known.map(code -> new ProblemException(code, detail(code)));
        }
        return status >= 400 && status < 500
                ? Optional.of(new ProblemException(ProblemCode.INVALID_REQUEST, "The request cannot be answered.")
                        .withStatus(status))
                : Optional.empty();
    }

    private static String detail(ProblemCode code) {
        return switch (code) {
            case NOT_FOUND -> "There is nothing at this address.";
            case METHOD_NOT_ALLOWED -> "This address does not know this method.";
            case NOT_ACCEPTABLE -> "None of the accepted media types can be made here.";
            case UNSUPPORTED_MEDIA_TYPE -> "The body's media type is not understood here.";
            case PAYLOAD_TOO_LARGE -> "The body is larger than the limit.";
            case UNAUTHENTICATED -> "A valid bearer token is needed.";
            case FORBIDDEN -> "Your role does not allow this.";
            default -> code.title() + ".";
        };
    }
}
