package dev.gleaner.pipeline;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The trail. */
@ApplicationScoped
class Attempts implements PanacheRepositoryBase<Attempt, UUID> {}
