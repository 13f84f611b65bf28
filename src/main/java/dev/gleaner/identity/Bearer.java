package dev.gleaner.identity;

import dev.gleaner.vocabulary.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom a valid token speaks for.
 *
 * @param email who
 * @param tenant whose rows they see
 * @param roles what they were granted
 * @param key the key for programs that was shown; null if it is a person's token
 */
record Bearer(
        String email,
        String tenant,
        Set<Role> roles,
        @Nullable Key key) {

    /** A person's token. */
    Bearer(String email, String tenant, Set<Role> roles) {
        this(email, tenant, roles, null);
    }

    /**
     * What is special about a program.
     *
     * @param name of its key
     * @param readOnly whether it may only look
     */
    record Key(String name, boolean readOnly) {}

    boolean isReadOnly() {
        return key != null && key.readOnly();
    }

    /** As the audit log names it. */
    String actor() {
        return key == null ? email : email + " (key " + key.name() + ")";
    }
}
