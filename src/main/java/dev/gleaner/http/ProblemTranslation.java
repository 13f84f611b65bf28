package dev.gleaner.http;

import java.util.Optional;

/**
 * Knows how one family of exceptions looks to a client. CDI finds the translations; {@link ProblemTranslator} asks
 * them.
 */
interface ProblemTranslation {

    /**
     * What the client shall see, if this exception belongs to the family. Looks at this exception only, not at its
     * cause.
     */
    Optional<ProblemException> translate(Throwable failure);
}
