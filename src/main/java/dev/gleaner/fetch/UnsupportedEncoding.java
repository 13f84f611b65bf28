package dev.gleaner.fetch;

/** Says that a body is encoded in a way that was not asked for. */
final class UnsupportedEncoding extends RuntimeException {
    UnsupportedEncoding(String encoding) {
        super("has the content encoding " + encoding + ", which cannot be read", null, false, false);
    }
}
