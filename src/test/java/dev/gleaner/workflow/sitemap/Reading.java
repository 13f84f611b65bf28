package dev.gleaner.workflow.sitemap;

import dev.gleaner.address.WebUrl;
import dev.gleaner.fetch.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** How the tests of this room read a document. */
final class Reading {
    static final WebUrl ADDRESS = WebUrl.of("https://shop.test/maps/sitemap.xml");

    private Reading() {}

    static SitemapReading of(byte[] bytes, SitemapLimits limits) {
        try {
            return new SitemapReader(limits).read(new Content.InMemory(bytes), ADDRESS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SitemapReading of(byte[] bytes) {
        return of(bytes, SitemapLimits.defaults());
    }

    static SitemapReading of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static SitemapDocument document(byte[] bytes) {
        return document(of(bytes));
    }

    static SitemapDocument document(String text) {
        return document(of(text));
    }

    static SitemapDocument document(SitemapReading reading) {
        return reading.match(SitemapReading.Read::document, failure -> {
            throw new AssertionError(failure);
        });
    }

    static SitemapReading.Unreadable failure(SitemapReading reading) {
        return reading.match(
                read -> {
                    throw new AssertionError(read);
                },
                failure -> failure);
    }

    static List<String> urls(String text) {
        return urls(document(text));
    }

    static List<String> urls(SitemapDocument document) {
        return document.entries().stream().map(entry -> entry.url().toString()).toList();
    }

    static SitemapEntry only(String text) {
        SitemapDocument document = document(text);
        if (document.entries().size() != 1 || document.problem().isPresent()) {
            throw new AssertionError(document);
        }
        return document.entries().get(0);
    }

    static String urlset(String content) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">" + content + "</urlset>";
    }

    static String page(String location) {
        return "<url><loc>" + location + "</loc></url>";
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    static byte[] gzip(String text) {
        return gzip(text.getBytes(StandardCharsets.UTF_8));
    }
}
