/** What the rooms of a site share: its register, the order that a scan gives, the answers of the fetcher. */
package dev.gleaner.workflow.site;
