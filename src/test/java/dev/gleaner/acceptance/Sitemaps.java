package dev.gleaner.acceptance;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes sitemaps as sites do. */
final class Sitemaps {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final String NAMESPACE = " xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";

    private Sitemaps() {}

    static String urlset(List<String> pages) {
        return HEAD + "<urlset" + NAMESPACE + locations("url", pages) + "</urlset>";
    }

    static String index(List<String> children) {
        return HEAD + "<sitemapindex" + NAMESPACE + locations("sitemap", children) + "</sitemapindex>";
    }

    /** So many addresses under a site. */
    static List<String> pages(String host, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "https://" + host + "/item/" + i)
                .toList();
    }

    private static String locations(String element, List<String> urls) {
        return urls.stream()
                .map(url -> "<" + element + "><loc>" + url.replace("&", "&amp;") + "</loc></" + element + ">\n")
                .collect(Collectors.joining());
    }
}
