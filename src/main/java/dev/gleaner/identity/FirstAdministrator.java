package dev.gleaner.identity;

import dev.gleaner.database.SessionGateway;
import dev.gleaner.vocabulary.Role;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.EnumSet;
import org.jboss.logging.Logger;

/**
 * Sees to it that somebody can sign in: the administrator of the settings, or, where there are none and no account
 * either, one with a random password that is said once. Several replicas may do so at once.
 */
@ApplicationScoped
public class FirstAdministrator {
    private static final Logger LOG = Logger.getLogger(FirstAdministrator.class);
    private static final String DEFAULT_EMAIL = "admin@localhost";
    private static final int PASSWORD_BYTES = 18;
    private static final int SHORT = 8;

    private final AdminSettings settings;
    private final SessionGateway sessions;
    private final Accounts accounts;
    private final Passwords passwords;
    private final Clock clock;

    FirstAdministrator(
            AdminSettings settings, SessionGateway sessions, Accounts accounts, Passwords passwords, Clock clock) {
        this.settings = settings;
        this.sessions = sessions;
        this.accounts = accounts;
        this.passwords = passwords;
        this.clock = clock;
    }

    /**
     * Does it. Opens its own transactions; to be called once the tables are there.
     *
     * @throws IllegalStateException if the settings name half an administrator
     */
    public Uni<Void> ensure() {
        String email = settings.email().map(String::strip).orElse("");
        String password = settings.password().orElse("");
        if (email.isEmpty() != password.isEmpty()) {
            throw new IllegalStateException(
                    "GLEANER_ADMIN_EMAIL and GLEANER_ADMIN_PASSWORD go together: set both, or neither");
        }
        return email.isEmpty() ? inventOne() : ensureConfigured(email, password);
    }

    private Uni<Void> ensureConfigured(String email, String password) {
        requireUsable(password);
        return sessions.inTransaction("first administrator", () -> accounts.byEmail(email))
                .chain(found -> passwords
                        .matches(password, found)
                        .chain(same -> same ? Uni.createFrom().item(found.passwordHash()) : passwords.hash(password)))
                .chain(hash -> sessions.inTransaction("first administrator", () -> put(email, hash)));
    }

    private static void requireUsable(String password) {
        if (Passwords.isTooLong(password)) {
            throw new IllegalStateException(
                    "GLEANER_ADMIN_PASSWORD is longer than " + Passwords.LONGEST_BYTES + " bytes");
        }
        if (password.length() < SHORT) {
            LOG.warnf("GLEANER_ADMIN_PASSWORD is shorter than %d characters", SHORT);
        }
    }

    private Uni<Void> put(String email, String hash) {
        return accounts.addUnlessPresent(account(email, hash))
                .chain(() -> accounts.byEmail(email))
                .invoke(account -> account.promote(settings.tenant(), hash))
                .replaceWithVoid();
    }

    private Uni<Void> inventOne() {
        return sessions.inTransaction("first administrator", accounts::count)
                .chain(present -> present > 0 ? Uni.createFrom().voidItem() : inventOne(randomPassword()));
    }

    private Uni<Void> inventOne(String password) {
        return passwords
                .hash(password)
                .chain(hash -> sessions.inTransaction(
                        "first administrator", () -> accounts.addUnlessPresent(account(DEFAULT_EMAIL, hash))))
                .invoke(mine -> {
                    if (mine) {
                        announce(password);
                    }
                })
                .replaceWithVoid();
    }

    private Account account(String email, String hash) {
        return new Account(settings.tenant(), email, hash, EnumSet.of(Role.ADMIN), clock.instant());
    }

    private static String randomPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void announce(String password) {
        LOG.warnf("""


                        ****************************************************************
                          The first administrator was made. This is said only once:
                            e-mail    %s
                            password  %s
                        ****************************************************************
                        """, DEFAULT_EMAIL, password);
    }
}
