package dev.gleaner.phase;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Optional;

/**
 * The mark that a transaction leaves on the Vert.x context it runs on. The database sets it; the fetcher refuses to run
 * where it stands. So the rule that no connection is held while waiting for somebody else (incident AP-20250730-002)
 * holds at run time too, in production as in tests.
 */
public final class OpenTransaction {
    private static final String KEY = OpenTransaction.class.getName();

    private OpenTransaction() {}

    /** Marks a context of the transaction's own. */
    public static void enter(Context context, String holder) {
        context.putLocal(KEY, holder);
    }

    /** Removes the mark. */
    public static void leave(Context context) {
        context.removeLocal(KEY);
    }

    /** Who holds a transaction on the current context. Only a duplicated context can be marked; it is never shared. */
    public static Optional<String> holder() {
        return VertxContext.isOnDuplicatedContext()
                ? Optional.ofNullable(Vertx.currentContext().getLocal(KEY))
                : Optional.empty();
    }

    /**
     * Passes where no transaction is open.
     *
     * @throws IllegalStateException where one is, naming its holder
     */
    public static void requireNone(String intent) {
        holder().ifPresent(holder -> {
            throw new IllegalStateException(
                    intent + " while the transaction of " + holder + " is open: a connection would be held meanwhile");
        });
    }
}
