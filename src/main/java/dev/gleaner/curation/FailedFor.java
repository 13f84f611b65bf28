package dev.gleaner.curation;

import dev.gleaner.http.Condition;
import dev.gleaner.http.ProblemException;
import dev.gleaner.vocabulary.ErrorCode;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Items by the reason of their last failure, whether they wait for a retry or were given up. */
public final class FailedFor {
    private static final String FIELD = "errorCode";

    private FailedFor() {}

    /**
     * Those with this code; everything, if there is none.
     *
     * @throws ProblemException if there is no such code
     */
    public static Condition code(String word) {
        return word == null ? Condition.everything() : Condition.equal("error.code", known(word));
    }

    private static ErrorCode known(String word) {
        return Arrays.stream(ErrorCode.values())
                .filter(it -> it.code().equals(word))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(FIELD, "must be one of " + words()));
    }

    private static String words() {
        return Arrays.stream(ErrorCode.values()).map(ErrorCode::code).collect(Collectors.joining(", "));
    }
}
