package dev.gleaner.http;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

@ApplicationScoped
class Toys implements PanacheRepositoryBase<Toy, UUID> {}
