package dev.gleaner.identity;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The shelf of audit lines. */
@ApplicationScoped
class AuditEntries implements PanacheRepositoryBase<AuditEntry, UUID> {}
