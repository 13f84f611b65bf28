package dev.gleaner.bench;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/**
 * Sitemaps of 50,000 addresses with dates ({@code /sitemap-3.xml}), and indexes of twenty of them
 * ({@code /sitemap-index.xml}); packed where the name ends with {@code .gz}.
 */
final class SiteSitemaps {
    static final int ADDRESSES = 50_000;
    static final int FILES = 20;

    private static final String NAMESPACE = " xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";

    private SiteSitemaps() {}

    /** The document at an address that has no scheme. */
    static Buffer of(String address) {
        String host = address.substring(0, address.indexOf('/'));
        boolean packed = address.endsWith(".gz");
        String text = address.contains("index") ? index(host, packed ? ".xml.gz" : ".xml") : urls(host, address);
        return Buffer.buffer(packed ? gzip(text) : text.getBytes(StandardCharsets.UTF_8));
    }

    private static String index(String host, String suffix) {
        StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex" + NAMESPACE);
        for (int i = 0; i < FILES; i++) {
            text.append("<sitemap><loc>https://")
                    .append(host)
                    .append("/sitemap-")
                    .append(i)
                    .append(suffix);
            text.append("</loc></sitemap>\n");
        }
        return text.append("</sitemapindex>\n").toString();
    }

    private static String urls(String host, String address) {
        String number = address.replaceAll("^.*sitemap-(\\d+).*$", "$1");
        StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset" + NAMESPACE);
        for (int i = 0; i < ADDRESSES; i++) {
            text.append("<url><loc>https://")
                    .append(host)
                    .append("/category-")
                    .append(number)
                    .append('-')
                    .append(i % 100);
            text.append("/product-with-a-name-")
                    .append(i)
                    .append("</loc><lastmod>2024-0")
                    .append(1 + i % 9);
            text.append("-1").append(i % 10).append("T07:08:09Z</lastmod><changefreq>weekly</changefreq>");
            text.append("<priority>0.").append(i % 10).append("</priority></url>\n");
        }
        return text.append("</urlset>\n").toString();
    }

    private static byte[] gzip(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var packed = new GZIPOutputStream(bytes)) {
            packed.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
