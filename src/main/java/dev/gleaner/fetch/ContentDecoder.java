package dev.gleaner.fetch;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.brotli.dec.BrotliInputStream;

/**
 * Removes content encodings. Memory is bounded by the spool, time by the limit on decoded bytes: 34 bytes of brotli may
 * stand for 11 MB. Blocking.
 */
final class ContentDecoder {
    private static final int CHUNK = 16 * 1024;
    private static final int MOST_LAYERS = 3;

    /** In a row. Nobody has a use for a second one; so many fit the stack even in all layers at once. */
    private static final int MOST_EMPTY_MEMBERS = 100;

    private final List<String> encodings;
    private final Limits limits;

    private ContentDecoder(List<String> encodings, Limits limits) {
        this.encodings = encodings;
        this.limits = limits;
    }

    /**
     * A decoder for what {@code Content-Encoding} says.
     *
     * @throws UnsupportedEncoding if we cannot decode that
     */
    static ContentDecoder of(List<String> headers, Limits limits) {
        List<String> encodings = headers.stream()
                .flatMap(header -> Stream.of(header.split(",")))
                .map(encoding -> encoding.strip().toLowerCase(Locale.ROOT))
                .filter(encoding -> !encoding.isEmpty() && !encoding.equals("identity") && !encoding.equals("none"))
                .collect(Collectors.toCollection(ArrayList::new));
        encodings.stream()
                .filter(encoding ->
                        !List.of("gzip", "x-gzip", "deflate", "br", "zstd").contains(encoding))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new UnsupportedEncoding(unknown);
                });
        if (encodings.size() > MOST_LAYERS) {
            throw new UnsupportedEncoding(String.join(", ", encodings));
        }
        Collections.reverse(encodings);
        return new ContentDecoder(encodings, limits);
    }

    boolean hasNothingToDo() {
        return encodings.isEmpty();
    }

    /**
     * The decoded body. The raw one is closed.
     *
     * @throws BodyTooLarge if it is larger than the limit, unless such bodies are cut
     * @throws BrokenEncoding if it cannot be decoded
     */
    Content decode(Content raw) throws IOException {
        if (hasNothingToDo()) {
            return raw;
        }
        Spool spool = new Spool(limits.inMemory());
        boolean handedOver = false;
        try {
            Content content = decode(raw, spool);
            handedOver = true;
            return content;
        } finally {
            if (!handedOver) { // also after an error: nobody else knows of the file
                spool.discard();
            }
        }
    }

    private Content decode(Content raw, Spool spool) throws IOException {
        try (raw;
                InputStream body = raw.open();
                InputStream decoded = decoded(body)) {
            copy(decoded, spool, raw.size() >= limits.maxBytes());
            return spool.content();
        }
    }

    private InputStream decoded(InputStream body) throws IOException {
        InputStream stream = body;
        for (String encoding : encodings) {
            try {
                stream = layer(encoding, new BufferedInputStream(stream, CHUNK));
            } catch (IOException broken) {
                throw new BrokenEncoding(broken);
            }
        }
        return stream;
    }

    private void copy(InputStream decoded, Spool spool, boolean rawWasCut) throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (int read = read(decoded, chunk, rawWasCut); read >= 0; read = read(decoded, chunk, rawWasCut)) {
            if (spool.size() + read > limits.maxBytes()) {
                if (!limits.truncates()) {
                    throw new BodyTooLarge(limits.maxBytes());
                }
                spool.write(chunk, 0, (int) (limits.maxBytes() - spool.size()));
                return;
            }
            spool.write(chunk, 0, read);
        }
    }

    private int read(InputStream decoded, byte[] chunk, boolean rawWasCut) {
        try {
            return decoded.read(chunk);
        } catch (IOException broken) {
            if (limits.truncates() && rawWasCut) {
                return -1;
            }
            throw new BrokenEncoding(broken);
        }
    }

    /** One layer removed; a layer that is claimed but not there, a common mistake of servers, is left alone. */
    private static InputStream layer(String encoding, BufferedInputStream stream) throws IOException {
        byte[] start = start(stream);
        if (start.length == 0) {
            return stream;
        }
        return switch (encoding) {
            case "br" -> new BrotliInputStream(stream);
            case "zstd" -> new ZstdInputStream(stream);
            case "deflate" -> new Deflated(stream, !isZlib(start));
            default -> isGzip(start) ? new Gunzipped(stream) : stream;
        };
    }

    private static byte[] start(BufferedInputStream stream) throws IOException {
        stream.mark(2);
        byte[] start = stream.readNBytes(2);
        stream.reset();
        return start;
    }

    private static boolean isGzip(byte[] start) {
        return start.length == 2 && (start[0] & 0xff) == 0x1f && (start[1] & 0xff) == 0x8b;
    }

    /** "deflate" should be zlib (RFC 9110 §8.4.1.2), but some servers send the bare stream. */
    private static boolean isZlib(byte[] start) {
        return start.length == 2 && (start[0] & 0x0f) == 8 && ((start[0] & 0xff) << 8 | start[1] & 0xff) % 31 == 0;
    }

    /** The stream of the JDK calls itself once for each empty member, so that a small body of many overflows the stack. */
    private static final class Gunzipped extends GZIPInputStream {
        private int depth;

        Gunzipped(InputStream stream) throws IOException {
            super(stream, CHUNK);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (depth > MOST_EMPTY_MEMBERS) {
                throw new ZipException("too many empty members");
            }
            depth++;
            try {
                return super.read(target, offset, length);
            } finally {
                depth--;
            }
        }
    }

    /** Gives the inflater's native memory back at once, which the plain stream leaves to the garbage collector. */
    private static final class Deflated extends InflaterInputStream {
        Deflated(InputStream stream, boolean bare) {
            super(stream, new Inflater(bare), CHUNK);
        }

        @Override
        public void close() throws IOException {
            super.close();
            inf.end();
        }
    }
}
