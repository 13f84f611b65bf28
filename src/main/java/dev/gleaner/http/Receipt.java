package dev.gleaner.http;

import java.util.List;
import java.util.UUID;

/** What became of submitted rows. */
public interface Receipt {
    /** One by one, in the order of the rows. */
    List<?> results();

    /** How many are new. */
    long created();

    /** How many were known. */
    long existing();

    /** How many could not be understood. */
    long invalid();

    /** How many went to the queue. */
    long queued();

    /** The rows that they mean, new ones and known ones. */
    List<UUID> ids();
}
