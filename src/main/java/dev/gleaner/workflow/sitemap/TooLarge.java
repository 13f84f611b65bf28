package dev.gleaner.workflow.sitemap;

import java.io.IOException;

/** More bytes than the limit came out of a document. */
final class TooLarge extends IOException {
    TooLarge(long limit) {
        super("larger than " + limit + " bytes when unpacked");
    }
}
