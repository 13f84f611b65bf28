package dev.gleaner.fetch;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.util.concurrent.Callable;

/**
 * Takes up a body as it comes, still encoded: at most the limit in bytes, at most the spool's share of it in memory. The
 * server is paused while the disk is written. Confined to one context.
 */
final class Receiver {
    private static final int BATCH = 256 * 1024;

    private final Vertx vertx;
    private final HttpClientResponse response;
    private final Limits limits;
    private final Watch watch;
    private final Spool spool;
    private final Promise<Content> content = Promise.promise();
    private Buffer batch = Buffer.buffer();
    private long received;
    private boolean writing;
    private boolean closed;

    Receiver(Vertx vertx, HttpClientResponse response, Limits limits, Watch watch) {
        this.vertx = vertx;
        this.response = response;
        this.limits = limits;
        this.watch = watch;
        this.spool = new Spool(limits.inMemory());
    }

    /** The body. Fails with {@link BodyTooLarge}, or with what the connection failed of. */
    Future<Content> receive() {
        response.exceptionHandler(this::fail).endHandler(none -> finish()).handler(this::take);
        return content.future();
    }

    /** Gives up; nothing is left behind. */
    void fail(Throwable cause) {
        if (!closed) {
            closed = true;
            if (!writing) {
                discard();
            }
            content.tryFail(cause);
        }
    }

    private void take(Buffer chunk) {
        watch.touch();
        if (closed) {
            return;
        }
        long room = limits.maxBytes() - received;
        if (chunk.length() <= room) {
            add(chunk);
        } else if (limits.truncates()) {
            add(chunk.slice(0, (int) room));
            finish();
        } else {
            fail(new BodyTooLarge(limits.maxBytes()));
        }
    }

    private void add(Buffer chunk) {
        received += chunk.length();
        batch.appendBuffer(chunk);
        if (spool.hasRoomFor(batch.length())) {
            onLoop(this::flush);
        } else if (batch.length() >= BATCH) {
            response.pause();
            onDisk(this::flush, none -> response.resume());
        }
    }

    private void finish() {
        if (!closed) {
            Callable<Content> last = () -> {
                flush();
                return spool.content();
            };
            if (spool.hasRoomFor(batch.length())) {
                onLoop(last).onSuccess(this::complete);
            } else {
                onDisk(last, this::complete);
            }
        }
    }

    private void complete(Content body) {
        closed = true;
        content.tryComplete(body);
    }

    private Spool flush() throws IOException {
        byte[] bytes = batch.getBytes();
        batch = Buffer.buffer();
        spool.write(bytes, 0, bytes.length);
        return spool;
    }

    private <T> Future<T> onLoop(Callable<T> step) {
        try {
            return Future.succeededFuture(step.call());
        } catch (Exception failure) {
            fail(failure);
            return Future.failedFuture(failure);
        }
    }

    private <T> void onDisk(Callable<T> step, Handler<T> then) {
        writing = true;
        vertx.executeBlocking(step, false).onComplete(done -> {
            writing = false;
            watch.touch();
            if (closed) {
                discard();
            } else if (done.succeeded()) {
                then.handle(done.result());
            } else {
                fail(done.cause());
            }
        });
    }

    private void discard() {
        vertx.executeBlocking(
                () -> {
                    spool.discard();
                    return null;
                },
                false);
    }
}
