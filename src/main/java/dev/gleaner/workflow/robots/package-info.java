/**
 * robots.txt beyond the single fetch: what servers answered, shared by the replicas, and an explanation of what the
 * fetcher would decide.
 */
package dev.gleaner.workflow.robots;
