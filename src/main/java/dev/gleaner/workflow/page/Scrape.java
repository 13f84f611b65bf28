package dev.gleaner.workflow.page;

import dev.gleaner.workflow.contact.FoundContact;
import java.util.List;

/**
 * What one visit to a page brought.
 *
 * @param status the HTTP status
 * @param mediaType what the server called it
 * @param content what stands on it
 * @param contacts whom it names
 */
record Scrape(int status, String mediaType, PageContent content, List<FoundContact> contacts) {}
