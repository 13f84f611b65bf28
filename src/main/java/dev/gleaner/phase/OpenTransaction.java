package dev.gleaner.phase;

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

    /** Marks the current context. */
    public static void enter(String holder) {
        Context context = Vertx.currentContext();
        if (context != null) {
            context.putLocal(KEY, holder);
        }
    }

    /** Removes the mark. */
    public static void leave(Context context) {
        context.removeLocal(KEY);
    }

    /** Who holds a transaction on the current context. */
    public static Optional<String> holder() {
        Context context = Vertx.currentContext();
        return context == null ? Optional.empty() : Optional.ofNullable(context.getLocal(KEY));
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
