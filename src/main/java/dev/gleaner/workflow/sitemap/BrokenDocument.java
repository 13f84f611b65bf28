package dev.gleaner.workflow.sitemap;

import java.io.IOException;

/** The document cannot be read any further; the message says why, for people. */
final class BrokenDocument extends IOException {
    BrokenDocument(String message) {
        super(message);
    }
}
