package dev.gleaner.identity;

import dev.gleaner.http.ProblemException;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

/**
 * Hashes and checks passwords with bcrypt, which is slow by intention: on a worker, and the answer comes back to the
 * caller's context.
 */
@ApplicationScoped
class Passwords {
    /** Beyond this bcrypt ignores what follows. */
    static final int LONGEST_BYTES = 72;

    private final Vertx vertx;
    private final IdentitySettings settings;
    private final String nobodysHash;

    Passwords(Vertx vertx, IdentitySettings settings) {
        this.vertx = vertx;
        this.settings = settings;
        this.nobodysHash = BcryptUtil.bcryptHash("nobody's password", settings.passwordCost());
    }

    /** The hash to store. */
    Uni<String> hash(String password) {
        return onWorker(() -> BcryptUtil.bcryptHash(password, settings.passwordCost()));
    }

    /** Whether the password is the account's. Takes as long if there is no account, so that time tells nothing. */
    Uni<Boolean> matches(String password, Account account) {
        String hash = account == null ? nobodysHash : account.passwordHash();
        return onWorker(() -> BcryptUtil.matches(password, hash)).map(same -> same && account != null);
    }

    /**
     * Passes a password that counts to its last byte.
     *
     * @param field what it is called, for the problem
     * @throws ProblemException 400 otherwise
     */
    static void requireShort(String field, String password) {
        if (isTooLong(password)) {
            throw ProblemException.invalid(field, "must not be longer than " + LONGEST_BYTES + " bytes");
        }
    }

    static boolean isTooLong(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES;
    }

    private <T> Uni<T> onWorker(Callable<T> work) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(work, false).toCompletionStage());
    }
}
