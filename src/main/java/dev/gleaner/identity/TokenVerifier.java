package dev.gleaner.identity;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Takes the tokens of one issuer. CDI finds the verifiers; the first that takes a token decides. */
interface TokenVerifier {

    /** Whom the token speaks for; empty if it is not this issuer's, expired, or anything else than valid. */
    Uni<Optional<Bearer>> verify(String token);
}
