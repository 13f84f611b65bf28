/**
 * The only door to the web. Cannot see the database: whoever fetches has no connection to hold. Refuses to run where a
 * transaction is open ({@link dev.gleaner.phase.OpenTransaction}).
 *
 * <p>A request makes a {@code Journey} of hops. Each hop asks robots.txt for permission and the redirect rules for theirs,
 * waits for its turn at the host, and is an {@code Exchange} on the {@code Wire}: routes to checked addresses, a head that the
 * {@code Verdicts} judge, a body that is received and decoded within its {@code Limits}. Whatever happens ends as a
 * {@link dev.gleaner.fetch.Fetched}, and whoever remembers the {@link dev.gleaner.fetch.Validators} of an answer can ask
 * whether it still holds.
 *
 * <p>What replicas must share comes from above. A host's timeline is reserved in the database by the engine, which knows
 * the host of each item before it starts; robots.txt files through {@link dev.gleaner.fetch.RobotsStore}. A redirect to
 * another host is the one request that the engine has not reserved. It waits for its turn at that host in this replica
 * ({@code HostGate}) and not in the database: the timeline of a busy host is held by whoever works through its pages, for
 * minutes perhaps, and a journey that waited for it would hold its own host's timeline all the while, so that two sites
 * which redirect to each other could stop each other. What it costs is bounded: one request between two that another
 * replica sends, for each journey that leaves its host, and robots.txt of that host is asked first as everywhere.
 */
package dev.gleaner.fetch;
