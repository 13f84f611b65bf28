package dev.gleaner.fetch;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/**
 * Where replicas share what servers answered when they were asked for robots.txt, so that a site is asked once a day and
 * not once a day by each replica, and by each again after its restart. The fetcher cannot see the database; a floor above
 * lends it this. Failing costs nothing but another question to the site.
 */
public interface RobotsStore {

    /** What is known of a server, be it fresh or expired; empty if nothing. */
    Uni<Optional<RobotsRecord>> find(String origin);

    /** Keeps it, in place of what was known of this server. */
    Uni<Void> keep(RobotsRecord record);
}
