package dev.gleaner.fetch;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Consumer;

/** Cuts an exchange off when the server is silent for too long, or talks for too long. Confined to one context. */
final class Watch {
    private final Vertx vertx;
    private final Duration idle;
    private final Consumer<RuntimeException> onExpiry;
    private final long deadlineTimer;
    private long idleTimer;
    private long lastSign;
    private boolean stopped;

    Watch(Vertx vertx, Duration idle, Duration deadline, Consumer<RuntimeException> onExpiry) {
        this.vertx = vertx;
        this.idle = idle;
        this.onExpiry = onExpiry;
        this.deadlineTimer = vertx.setTimer(Math.max(1, deadline.toMillis()), timer -> expire(new DeadlineExceeded()));
    }

    /** From now on, silence counts. */
    void listen() {
        touch();
        arm(idle.toMillis());
    }

    /** The server gave a sign of life. */
    void touch() {
        lastSign = System.nanoTime();
    }

    void stop() {
        stopped = true;
        vertx.cancelTimer(deadlineTimer);
        vertx.cancelTimer(idleTimer);
    }

    private void arm(long delay) {
        if (!stopped) {
            idleTimer = vertx.setTimer(Math.max(1, delay), timer -> look());
        }
    }

    private void look() {
        Duration silence = Duration.ofNanos(System.nanoTime() - lastSign);
        Duration patience = idle.minus(silence);
        if (patience.isNegative() || patience.isZero()) {
            expire(new ReadTimeout("sent nothing for " + idle.toMillis() + " ms"));
        } else {
            arm(patience.toMillis() + 1);
        }
    }

    private void expire(RuntimeException cause) {
        if (!stopped) {
            stop();
            onExpiry.accept(cause);
        }
    }
}
