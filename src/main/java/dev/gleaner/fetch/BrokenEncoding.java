package dev.gleaner.fetch;

import java.io.IOException;

/** Says that a body is not in the encoding that it claims. */
final class BrokenEncoding extends RuntimeException {
    BrokenEncoding(IOException cause) {
        super("has a broken content encoding: " + cause.getMessage(), cause, false, false);
    }
}
