package dev.gleaner.fetch;

import dev.gleaner.address.WebUrl;
import dev.gleaner.vocabulary.FetchPurpose;

/**
 * One thing to fetch.
 *
 * @param url the address
 * @param purpose what it is for; decides limits and accepted content types
 */
public record FetchRequest(WebUrl url, FetchPurpose purpose) {}
