package dev.gleaner.workflow.domain;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * Domains that a person submits.
 *
 * @param domains a name or any address of the site, each
 * @param select whether to queue them at once
 */
@RegisterForReflection
record DomainSubmission(@NotNull @Size(min = 1, max = 1000) List<@NotNull String> domains, boolean select) {}
