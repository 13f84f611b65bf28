package dev.gleaner.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How people sign in. */
@ConfigMapping(prefix = "gleaner.auth")
public interface IdentitySettings {
    /** How long a token is good. A role that was taken away is gone after this time at the latest. */
    @WithDefault("1h")
    Duration tokenLifetime();

    /** The {@code iss} of our tokens; the same for all replicas. */
    @WithDefault("gleaner")
    String issuer();

    /** How far the clocks of two replicas may be apart. */
    @WithDefault("30s")
    Duration clockSkew();

    /** The work factor of bcrypt for new passwords: each step doubles the time of a guess, and of a sign-in. */
    @WithDefault("10")
    int passwordCost();

    /** How long the audit log is kept. */
    @WithDefault("400d")
    Duration audit();

    /** How guessing is slowed down. Counted by each replica for itself. */
    Throttle throttle();

    /** How many failed sign-ins are too many. */
    interface Throttle {
        /** For one e-mail address, whether or not there is such an account. */
        @WithDefault("5")
        int failuresPerAccount();

        /** From one network address, for whatever accounts. */
        @WithDefault("20")
        int failuresPerAddress();

        /** Within this time. */
        @WithDefault("5m")
        Duration window();
    }
}
