package dev.gleaner.fetch;

import dev.gleaner.address.WebUrl;
import dev.gleaner.vocabulary.FetchPurpose;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One request and its answer. Ends with a value whatever happens, and with the connection closed unless the answer was
 * read to its end. Confined to one context.
 */
final class Exchange {
    /** A body that nobody wants is read nevertheless up to this size: cheaper for both sides than a new connection. */
    private static final long WORTH_DRAINING = 16 * 1024;

    private final Wire wire;
    private final FetchRequest request;
    private final WebUrl url;
    private final Limits limits;
    private final Promise<Leg> answer = Promise.promise();
    private Watch watch;
    private HttpClientRequest sent;
    private Receiver receiver;
    /** The verdict on an answer whose body does not matter any more, however its reading ends. */
    private Leg concluded;

    Exchange(Wire wire, FetchRequest request, WebUrl url) {
        this.wire = wire;
        this.request = request;
        this.url = url;
        this.limits = Limits.of(request.purpose(), wire.settings());
    }

    Future<Leg> run(Duration time) {
        watch = new Watch(wire.vertx(), wire.settings().readTimeout(), time, this::fail);
        wire.routes().to(url, request.purpose()).onComplete(routes -> connect(routes, 0), this::fail);
        return answer.future();
    }

    /** Nobody waits for the answer any more. */
    void abandon() {
        fail(new ReadTimeout("was given up"));
    }

    private void connect(List<Route> routes, int index) {
        if (!isOver()) {
            wire.connect(routes.get(index)).onComplete(this::send, failure -> {
                if (index + 1 < routes.size()) {
                    connect(routes, index + 1);
                } else {
                    fail(failure);
                }
            });
        }
    }

    private void send(HttpClientRequest connected) {
        if (isOver()) {
            connected.reset();
            return;
        }
        sent = connected;
        watch.listen();
        request.knownAt(url).ifPresent(known -> known.addTo(sent.headers()));
        sent.putHeader("Accept", accept(request.purpose())).send().onComplete(this::judge, this::fail);
    }

    private static String accept(FetchPurpose purpose) {
        return switch (purpose) {
            case PAGE -> "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1";
            case SITEMAP, PROBE -> "application/xml,text/xml,application/gzip,text/plain;q=0.8,*/*;q=0.5";
            case PRICES -> "text/csv,text/html;q=0.9,*/*;q=0.5";
            case ROBOTS -> "text/plain,*/*;q=0.5";
            case KEYS -> "application/jwk-set+json,application/json";
        };
    }

    private void judge(HttpClientResponse response) {
        if (isOver()) {
            return;
        }
        watch.touch();
        // Our own hanging up is no news, as long as nobody reads.
        response.exceptionHandler(hungUp -> {});
        Optional<Leg> verdict = wire.verdicts().onHead(request, url, response.statusCode(), response.headers(), limits);
        if (verdict.isPresent()) {
            conclude(response, verdict.get());
        } else {
            receive(response);
        }
    }

    private void conclude(HttpClientResponse response, Leg verdict) {
        concluded = verdict;
        if (isWorthDraining(response)) {
            response.exceptionHandler(this::fail).endHandler(none -> {
                watch.stop();
                answer.tryComplete(verdict);
            });
        } else {
            fail(new ReadTimeout("was not read"));
        }
    }

    /** A 304 has no body, whatever length it tells: that is the one which the body would have. */
    private static boolean isWorthDraining(HttpClientResponse response) {
        String length = response.getHeader("Content-Length");
        return response.statusCode() == 304
                || length != null && length.matches("[0-9]{1,9}") && Long.parseLong(length) <= WORTH_DRAINING;
    }

    private void receive(HttpClientResponse response) {
        try {
            ContentDecoder decoder = ContentDecoder.of(response.headers().getAll("Content-Encoding"), limits);
            receiver = new Receiver(wire.vertx(), response, limits, watch);
            receiver.receive().onComplete(raw -> decode(response, decoder, raw), this::fail);
        } catch (UnsupportedEncoding unsupported) {
            fail(unsupported);
        }
    }

    private void decode(HttpClientResponse response, ContentDecoder decoder, Content raw) {
        boolean wasCut = limits.truncates() && raw.size() >= limits.maxBytes();
        if (wasCut) {
            sent.reset();
        }
        MediaType type = MediaType.parse(response.getHeader("Content-Type"));
        boolean doubtful = request.purpose() == FetchPurpose.PAGE && type.isUnknown();
        if (decoder.hasNothingToDo() && !doubtful) {
            deliver(response, type, raw);
        } else {
            wire.vertx()
                    .executeBlocking(() -> certain(decoder.decode(raw), doubtful), false)
                    .onComplete(content -> deliver(response, type, content), this::fail);
        }
    }

    private Content certain(Content content, boolean doubtful) throws IOException {
        if (doubtful && !HtmlSniffer.isHtml(content)) {
            content.close();
            throw new NotHtml();
        }
        return content;
    }

    private void deliver(HttpClientResponse response, MediaType type, Content content) {
        watch.stop();
        boolean wanted = answer.tryComplete(new Leg.End(new Fetched.Body(new Response(
                request.url(),
                url,
                response.statusCode(),
                ServerTraces.of(response.headers()),
                type.name(),
                type.charset(),
                Optional.ofNullable(response.getHeader("Content-Language")),
                RetryAfter.httpDate(response.getHeader("Last-Modified")),
                Validators.of(url, response.headers()),
                content))));
        if (!wanted) {
            discard(content);
        }
    }

    private void discard(Content content) {
        wire.vertx()
                .executeBlocking(
                        () -> {
                            content.close();
                            return null;
                        },
                        false);
    }

    private void fail(Throwable cause) {
        Leg leg = concluded != null ? concluded : new Leg.End(Failures.of(cause, url, sent != null));
        if (answer.tryComplete(leg)) {
            close();
        }
    }

    private void close() {
        watch.stop();
        if (receiver != null) {
            receiver.fail(new ReadTimeout("was given up"));
        }
        if (sent != null) {
            sent.reset();
        }
    }

    private boolean isOver() {
        return answer.future().isComplete();
    }
}
