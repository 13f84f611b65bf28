/**
 * Ways to reach the people behind a site, each with the evidence for it. The lowest of the reading rooms: pages and
 * domains know contacts, never the other way round.
 */
package dev.gleaner.workflow.contact;
