package dev.gleaner.workflow.domain;

import dev.gleaner.address.WebUrl;

/**
 * A link to another page of the same site.
 *
 * @param url where it leads
 * @param anchor its words; empty if it has none
 */
public record PageLink(WebUrl url, String anchor) {}
