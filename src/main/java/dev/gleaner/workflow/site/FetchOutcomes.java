package dev.gleaner.workflow.site;

import dev.gleaner.fetch.Fetched;
import dev.gleaner.pipeline.Failure;
import dev.gleaner.pipeline.Outcome;
import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.vocabulary.Step;

/** Says in the engine's words what the fetcher answered, wherever there is no body to work with. */
public final class FetchOutcomes {

    private FetchOutcomes() {}

    /** The outcome of an answer without a body. */
    public static <R> Outcome<R> of(Fetched fetched) {
        return fetched.match(
                body -> discard(ErrorCode.INTERNAL, "An answer with a body was taken for one without"),
                unchanged -> discard(ErrorCode.INTERNAL, "An unchanged version was reported of what nobody had kept"),
                later -> new Outcome.Snooze<>(later.delay(), failure(ErrorCode.HTTP_STATUS, later.message())),
                refused -> refused.reason() == ErrorCode.BLOCKED_BY_ROBOTS
                        ? new Outcome.Filtered<>(failure(refused.reason(), refused.message()))
                        : discard(refused.reason(), refused.message()),
                failed -> failed.worthRetrying()
                        ? new Outcome.Retry<>(failure(failed.reason(), failed.message()))
                        : discard(failed.reason(), failed.message()));
    }

    private static <R> Outcome<R> discard(ErrorCode code, String message) {
        return new Outcome.Discard<>(failure(code, message));
    }

    private static Failure failure(ErrorCode code, String message) {
        return new Failure(code, message, Step.FETCH);
    }
}
