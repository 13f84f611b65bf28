/**
 * Ways to reach the people behind a site, each with the evidence for it. Also holds the parsed page that every reading
 * room shares, because this is the lowest of them: pages and domains know contacts, never the other way round.
 */
package dev.gleaner.workflow.contact;
