/**
 * A small invented web site that the service serves to itself while it is being developed, so that a newcomer's first
 * scan works without any network. Not part of the packaged service's behaviour.
 *
 * <p>The site is {@code demo.gleaner.test}. A complete scan of it finds
 *
 * <ul>
 *   <li>3 sitemaps: the index that robots.txt names, {@code sitemap-pages.xml} and {@code sitemap-journal.xml};
 *   <li>14 pages, {@code /contact/} among them;
 *   <li>4 contacts: {@code farm@demo.gleaner.test} (a link in every footer), {@code orders@demo.gleaner.test} (a link and
 *       JSON-LD), {@code groups@demo.gleaner.test} (only in a sentence) and {@code +493023125014} (a link and JSON-LD;
 *       the number is one of those reserved for fiction).
 * </ul>
 *
 * <p>All of them can be found on the contact page alone.
 */
package dev.gleaner.demo;
