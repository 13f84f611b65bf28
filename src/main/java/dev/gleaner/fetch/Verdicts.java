package dev.gleaner.fetch;

import dev.gleaner.address.WebUrl;
import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.vocabulary.FetchPurpose;
import io.vertx.core.MultiMap;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Judges answers by their head, so that no body is read in vain. */
final class Verdicts {
    private static final int PARTIAL = 206;
    private static final int NOT_MODIFIED = 304;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    /** Client errors that speak of this moment only: request timeout, too early. */
    private static final Set<Integer> PASSING = Set.of(408, 425);

    private final ContentTypes pages;
    private final ContentTypes sitemaps;
    private final RetryAfter retryAfter;
    private final Duration defaultRetryAfter;

    Verdicts(FetchSettings settings, Clock clock) {
        this.pages = new ContentTypes(settings.pageTypes());
        this.sitemaps = new ContentTypes(settings.sitemapTypes());
        this.retryAfter = new RetryAfter(clock, settings.maxRetryAfter());
        this.defaultRetryAfter = settings.defaultRetryAfter();
    }

    /** What the head of an answer from this address decides; empty if the body is wanted. */
    Optional<Leg> onHead(FetchRequest request, WebUrl url, int status, MultiMap headers, Limits limits) {
        if (status == PARTIAL) {
            return Optional.of(new Leg.End(failed(
                    ErrorCode.PROTOCOL_ERROR,
                    url + " answers with a part, though the whole was asked for",
                    true,
                    status)));
        } else if (status >= 200 && status < 300) {
            return onSuccess(request.purpose(), url, headers, limits).map(Leg.End::new);
        } else if (status == NOT_MODIFIED) {
            return Optional.of(new Leg.End(onNotModified(request, url)));
        } else if (REDIRECTS.contains(status)) {
            return Optional.of(onRedirect(url, status, headers.get("Location")));
        }
        return Optional.of(new Leg.End(onFailure(url, status, headers)));
    }

    private static Fetched onNotModified(FetchRequest request, WebUrl url) {
        return request.knownAt(url)
                .<Fetched>map(Fetched.NotModified::new)
                .orElseGet(() -> failed(
                        ErrorCode.PROTOCOL_ERROR,
                        url + " says that nothing has changed, though it was not asked that",
                        true,
                        NOT_MODIFIED));
    }

    private Optional<Fetched> onSuccess(FetchPurpose purpose, WebUrl url, MultiMap headers, Limits limits) {
        MediaType type = MediaType.parse(headers.get("Content-Type"));
        if (!isOfUse(purpose, type)) {
            String sentence = url + " is " + type.name() + ", which is not read as a "
                    + purpose.name().toLowerCase(Locale.ROOT);
            return Optional.of(failed(ErrorCode.UNSUPPORTED_CONTENT, sentence, false, 0));
        }
        // Encoded, it is larger still.
        if (!limits.truncates() && announcedLength(headers) > limits.maxBytes()) {
            return Optional.of(Failures.of(new BodyTooLarge(limits.maxBytes()), url, true));
        }
        return Optional.empty();
    }

    private boolean isOfUse(FetchPurpose purpose, MediaType type) {
        return switch (purpose) {
            case PAGE -> pages.accept(type);
            case SITEMAP, PROBE -> sitemaps.accept(type);
            case ROBOTS, PRICES, KEYS -> true;
        };
    }

    private static long announcedLength(MultiMap headers) {
        String length = headers.get("Content-Length");
        return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : -1;
    }

    private static Leg onRedirect(WebUrl url, int status, String location) {
        return location == null || location.isBlank()
                ? new Leg.End(
                        failed(ErrorCode.PROTOCOL_ERROR, url + " redirects without saying where to", false, status))
                : new Leg.Onward(status, location);
    }

    private Fetched onFailure(WebUrl url, int status, MultiMap headers) {
        String sentence = "HTTP " + status + " from " + url;
        Optional<Duration> wait = retryAfter.read(headers.get("Retry-After"));
        if (status == 429) {
            return new Fetched.ComeBackLater(wait.orElse(defaultRetryAfter), sentence);
        } else if (status == 503 && wait.isPresent()) {
            return new Fetched.ComeBackLater(wait.get(), sentence);
        }
        return failed(ErrorCode.HTTP_STATUS, sentence, isPassing(status), status);
    }

    private static boolean isPassing(int status) {
        return (status >= 500 && status < 600) || PASSING.contains(status);
    }

    private static Fetched failed(ErrorCode code, String sentence, boolean worthRetrying, int status) {
        return new Fetched.Failed(code, sentence, worthRetrying, status);
    }
}
