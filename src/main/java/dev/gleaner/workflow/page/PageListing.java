package dev.gleaner.workflow.page;

import java.util.UUID;

/**
 * A sitemap that lists pages.
 *
 * @param sitemap its id
 * @param whole whether it was read to its end and lists all that it has: then what it does not list any more has vanished
 * @param requeuesChanged whether a selected page is read again if it is said to have changed since it was read
 */
public record PageListing(UUID sitemap, boolean whole, boolean requeuesChanged) {}
