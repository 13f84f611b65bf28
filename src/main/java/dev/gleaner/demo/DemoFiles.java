package dev.gleaner.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The files of the demo site, from the class path. They are few and small: reading one takes no noticeable time. */
final class DemoFiles {
    private static final Pattern SAFE = Pattern.compile("/(?:[a-z0-9_-]+/)*(?:[a-z0-9_-]+\\.[a-z]+)?");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "txt", "text/plain; charset=utf-8",
            "xml", "application/xml; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    private DemoFiles() {}

    /** What a path of the site leads to; a folder is its {@code index.html}. */
    static Optional<DemoFile> at(String path) {
        if (path == null || !SAFE.matcher(path).matches()) {
            return Optional.empty();
        }
        String file = path.endsWith("/") ? path + "index.html" : path;
        return Optional.ofNullable(TYPES.get(file.substring(file.lastIndexOf('.') + 1)))
                .flatMap(type -> read(file).map(bytes -> new DemoFile(type, bytes)));
    }

    private static Optional<byte[]> read(String file) {
        try (InputStream stream = DemoFiles.class.getResourceAsStream("/demo" + file)) {
            return stream == null ? Optional.empty() : Optional.of(stream.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** A file and what it is. */
    record DemoFile(String contentType, byte[] bytes) {}
}
