package dev.gleaner.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;

/** How people sign in. */
@ConfigMapping(prefix = "gleaner.auth")
public interface IdentitySettings {
    /** How long a token is good; a sign-in is renewed with its refresh token. */
    @WithDefault("1h")
    Duration tokenLifetime();

    /** How long a sign-in can be renewed without the password, counted from the last renewal. */
    @WithDefault("14d")
    Duration refreshLifetime();

    /** How long tokens are signed with one key, before a new one takes over. */
    @WithDefault("30d")
    Duration keyLifetime();

    /** The {@code iss} of our tokens; the same for all replicas. */
    @WithDefault("gleaner")
    String issuer();

    /** How far the clocks of two replicas may be apart. */
    @WithDefault("30s")
    Duration clockSkew();

    /** The work factor of bcrypt for new passwords: each step doubles the time of a guess, and of a sign-in. */
    @WithDefault("10")
    int passwordCost();

    /** How many requests a second one account may send to one replica, its keys included; 0 for any number. */
    @WithDefault("1000")
    @Min(0)
    int requestsPerAccount();

    /** How long the audit log is kept. */
    @WithDefault("400d")
    Duration audit();

    /** A bearer token that opens {@code /q/metrics} and nothing else, for Prometheus. */
    Optional<String> metricsToken();

    /** How guessing is slowed down. Counted by each replica for itself. */
    Throttle throttle();

    /** How many failed sign-ins are too many. */
    interface Throttle {
        /** How many failed sign-ins are too many for one e-mail address, whether or not there is such an account. */
        @WithDefault("5")
        int failuresPerAccount();

        /** The same for one network address, for whatever accounts. */
        @WithDefault("20")
        int failuresPerAddress();

        /** The time within which failures are counted, by each replica for itself. */
        @WithDefault("5m")
        Duration window();
    }
}
