package dev.gleaner.database;

import dev.gleaner.phase.OpenTransaction;
import dev.gleaner.phase.PropagatedContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/**
 * Opens every transaction there is. Only resources and the engine call it; services and shelves run inside.
 *
 * <p>Each call is a transaction of its own on a Vert.x context of its own: transactions that are merged on one context
 * would silently share a session. Inside a transaction a second one is refused, because it would wait for a second
 * connection while holding the first.
 */
@ApplicationScoped
public class SessionGateway {
    private final Vertx vertx;
    private final PoolWatch watch;
    private final FirstMessage first;
    private final PoolingAlarm alarm;
    private final Tracer tracer;

    SessionGateway(Vertx vertx, PoolWatch watch, FirstMessage first, PoolingAlarm alarm, Tracer tracer) {
        this.vertx = vertx;
        this.watch = watch;
        this.first = first;
        this.alarm = alarm;
        this.tracer = tracer;
    }

    /**
     * Runs the work in a transaction that sees the rows of all tenants: for the engine, and for who has to find out whose
     * rows are meant. Commits when it succeeds and rolls back when it fails. The result arrives on the caller's context.
     * Cancelling does not stop a statement under way: the transaction ends by itself.
     *
     * @param holder who holds the connection meanwhile, for the logs and metrics
     */
    public <T> Uni<T> inTransaction(String holder, Supplier<Uni<T>> work) {
        return inTransaction(Reach.ALL, holder, work);
    }

    /**
     * The same for one tenant: other tenants' rows do not exist in it, whatever the work asks for, and cannot be written.
     *
     * @param tenant whose rows are meant
     * @param holder who holds the connection meanwhile, for the logs and metrics
     */
    public <T> Uni<T> inTransactionOf(String tenant, String holder, Supplier<Uni<T>> work) {
        return inTransaction(Reach.of(tenant), holder, work);
    }

    private <T> Uni<T> inTransaction(Reach reach, String holder, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            OpenTransaction.requireNone("a transaction for " + holder);
            Context caller = vertx.getOrCreateContext();
            Uni<T> transaction = Uni.createFrom().emitter(emitter -> open(reach, holder, work, caller, emitter));
            return transaction.emitOn(command -> caller.runOnContext(ignored -> command.run()));
        });
    }

    private <T> void open(
            Reach reach, String holder, Supplier<Uni<T>> work, Context caller, UniEmitter<? super T> emitter) {
        Context own = VertxContext.createNewDuplicatedContext(VertxContext.getRootContext(caller));
        VertxContextSafetyToggle.setContextSafe(own, true);
        PropagatedContext asking = PropagatedContext.current();
        Uni<T> transaction =
                Uni.createFrom().deferred(() -> traced(holder, asking, () -> run(reach, holder, work, own)));
        own.runOnContext(ignored -> transaction.subscribe().with(emitter::complete, emitter::fail));
    }

    /** A span within the trace of who asks. Where nobody is traced, none is begun: the engine's loops would fill the trace. */
    private <T> Uni<T> traced(String holder, PropagatedContext asking, Supplier<Uni<T>> transaction) {
        if (!Span.fromContext(asking.trace()).getSpanContext().isValid()) {
            asking.enter();
            return transaction.get();
        }
        Span span = tracer.spanBuilder("transaction " + holder)
                .setParent(asking.trace())
                .startSpan();
        asking.within(asking.trace().with(span)).enter();
        return transaction
                .get()
                .onFailure()
                .invoke(failure ->
                        span.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName()))
                .onTermination()
                .invoke(() -> span.end());
    }

    private <T> Uni<T> run(Reach reach, String holder, Supplier<Uni<T>> work, Context own) {
        OpenTransaction.enter(own, holder);
        PoolWatch.Request request = watch.asked(holder);
        return Panache.withTransaction(() -> {
                    request.granted();
                    return first.send(reach).chain(() -> work.get());
                })
                .onFailure()
                .invoke(alarm::consider)
                .onTermination()
                .invoke(() -> {
                    request.ended();
                    OpenTransaction.leave(own);
                });
    }
}
