package dev.gleaner.workflow.robots;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * A robots.txt and the addresses in question.
 *
 * @param robotsTxt the text
 * @param agent whose rules are meant; ours if not given
 * @param urls the addresses
 */
@RegisterForReflection
record RobotsQuestion(
        @NotNull @Size(max = 2_000_000) String robotsTxt,
        String agent,
        @NotNull @Size(min = 1, max = 1000) List<@NotNull String> urls) {}
