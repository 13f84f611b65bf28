/**
 * What the rooms of a site share: its register, the order that a scan gives, the answers of the fetcher, and which version
 * of its resource an item was read from last.
 */
package dev.gleaner.workflow.site;
