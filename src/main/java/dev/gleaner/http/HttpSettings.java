package dev.gleaner.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** What requests may be like. */
@ConfigMapping(prefix = "gleaner.http")
public interface HttpSettings {
    /** The largest body. {@code quarkus.http.limits.max-body-size} must be larger: it refuses without saying why. */
    @WithDefault("16M")
    MemorySize maxBodySize();

    /**
     * The largest document of an import, in place of {@code max-body-size}; {@code quarkus.http.limits.max-body-size} must
     * be larger than this, too.
     */
    @WithDefault("64M")
    MemorySize maxImportSize();

    /** How long the body of a request may take to arrive; a slower client is cut off. */
    @WithDefault("5m")
    Duration bodyDeadline();

    /** How many requests a second one network address may send to one replica; 0 for any number. */
    @WithDefault("2000")
    @Min(0)
    int requestsPerAddress();
}
