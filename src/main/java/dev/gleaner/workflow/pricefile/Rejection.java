package dev.gleaner.workflow.pricefile;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A row that was not loaded.
 *
 * @param line where it stands: the line of a CSV file, the row of an HTML table; the header is the first of each
 * @param reason a sentence
 */
@RegisterForReflection
public record Rejection(long line, String reason) {}
