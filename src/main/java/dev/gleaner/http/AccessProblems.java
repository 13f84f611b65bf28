package dev.gleaner.http;

import dev.gleaner.vocabulary.ProblemCode;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Nobody signed in, or somebody without the role. Why a token was refused stays with us. */
@ApplicationScoped
class AccessProblems implements ProblemTranslation {

    @Override
    public Optional<ProblemException> translate(Throwable failure) {
        if (failure instanceof UnauthorizedException
                || failure instanceof AuthenticationFailedException
                || failure instanceof AuthenticationCompletionException) {
            return Optional.of(ProblemException.unauthenticated("A valid bearer token is needed."));
        }
        if (failure instanceof ForbiddenException) {
            return Optional.of(new ProblemException(ProblemCode.FORBIDDEN, "Your role does not allow this."));
        }
        return Optional.empty();
    }
}
