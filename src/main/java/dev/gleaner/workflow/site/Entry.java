package dev.gleaner.workflow.site;

import java.util.UUID;

/**
 * A row that stands for what somebody submitted.
 *
 * @param id the row
 * @param created whether it was made just now
 */
public record Entry(UUID id, boolean created) {}
