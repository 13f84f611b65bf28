package dev.gleaner.pipeline;

import java.util.UUID;

/**
 * A result that is ready to be written.
 *
 * @param id the item
 * @param task what phase two was given
 * @param result what phase two made of it
 */
public record Finished<T, R>(UUID id, T task, R result) {}
