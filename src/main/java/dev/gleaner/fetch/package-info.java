/**
 * The only door to the web. Cannot see the database: whoever fetches has no connection to hold. Refuses to run where a
 * transaction is open ({@link dev.gleaner.phase.OpenTransaction}).
 *
 * <p>A request makes a {@code Journey} of hops. Each hop asks robots.txt for permission and the redirect rules for theirs,
 * waits for its turn at the host, and is an {@code Exchange} on the {@code Wire}: routes to checked addresses, a head that the
 * {@code Verdicts} judge, a body that is received and decoded within its {@code Limits}. Whatever happens ends as a
 * {@link dev.gleaner.fetch.Fetched}, and whoever remembers the {@link dev.gleaner.fetch.Validators} of an answer can ask
 * whether it still holds.
 */
package dev.gleaner.fetch;
