/** Shows what the fetcher would decide on a robots.txt. */
package dev.gleaner.workflow.robots;
