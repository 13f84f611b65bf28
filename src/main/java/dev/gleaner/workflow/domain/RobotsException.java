package dev.gleaner.workflow.domain;

import dev.gleaner.vocabulary.AuditAction;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * An operator's word on whether robots.txt counts on a site.
 *
 * @param ignored whether what it disallows is fetched nevertheless
 * @param reason why; stays on the record
 */
@RegisterForReflection
record RobotsException(
        @NotNull Boolean ignored, @NotBlank @Size(max = 500) String reason) {

    /** What the audit log calls it. */
    AuditAction action() {
        return ignored ? AuditAction.ROBOTS_IGNORED : AuditAction.ROBOTS_OBEYED;
    }
}
