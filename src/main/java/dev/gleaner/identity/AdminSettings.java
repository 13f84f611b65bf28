package dev.gleaner.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The administrator who is there from the start. */
@ConfigMapping(prefix = "gleaner.admin")
public interface AdminSettings {
    /** The e-mail address; given together with the password or not at all. */
    Optional<String> email();

    /** The password; at every start the account gets this one. */
    Optional<String> password();

    /** The tenant of the account. */
    @WithDefault("default")
    String tenant();
}
