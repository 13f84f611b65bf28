package dev.gleaner.http;

import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Answers every failure of a resource. The classes listed are those for which the framework would have its own answer.
 */
class ProblemMapper {
    private final ProblemTranslator translator;

    ProblemMapper(ProblemTranslator translator) {
        this.translator = translator;
    }

    @ServerExceptionMapper({
        Throwable.class,
        WebApplicationException.class,
        NotFoundException.class,
        ValidationException.class,
        MismatchedInputException.class,
        InvalidDefinitionException.class,
        UnauthorizedException.class,
        AuthenticationFailedException.class,
        AuthenticationCompletionException.class,
        ForbiddenException.class
    })
    public RestResponse<Problem> answer(Throwable failure, HttpServerRequest request) {
        ProblemException problem = translator.translate(failure, request.method() + " " + request.path());
        var response = RestResponse.ResponseBuilder.ok(Problem.of(problem, request.path()))
                .status(problem.status())
                .type(Problem.MEDIA_TYPE);
        problem.headers().forEach(response::header);
        return response.build();
    }
}
