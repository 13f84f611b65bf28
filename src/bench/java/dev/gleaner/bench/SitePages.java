package dev.gleaner.bench;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Pages of 30 KB as a shop has them: metadata, JSON-LD, a menu, paragraphs with links and pictures, a table, an address at
 * the foot. Each has words and a title of its own; the bodies repeat after a while.
 */
final class SitePages {
    private static final int BYTES = 30_000;
    private static final int BODIES = 128;
    private static final String[] SYLLABLES = {
        "ba", "con", "de", "fer", "gi", "hal", "in", "jo", "kal", "lo", "mer", "no", "op", "pri", "qua", "ris", "sta",
        "ter", "ul", "ver", "wen", "xi", "yor", "zan"
    };

    private final List<String> bodies = new ArrayList<>();

    SitePages() {
        for (int i = 0; i < BODIES; i++) {
            bodies.add(body(new Random(i)));
        }
    }

    Buffer page(String host, int number) {
        return Buffer.buffer(head(host, number) + bodies.get(number % BODIES) + foot(host));
    }

    Buffer small(String host, String path) {
        return Buffer.buffer("<!doctype html><html lang=en><title>" + path
                + "</title><h1>Slow</h1><p>This took its time at " + host + "</p></html>");
    }

    private static String head(String host, int number) {
        return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Item " + number + " of " + host
                + "</title>\n<meta name=\"description\" content=\"All about item " + number
                + ", how it is made and where it is sold\">\n<link rel=\"canonical\" href=\"/p/" + number
                + "\"><meta property=\"og:title\" content=\"Item " + number
                + "\"><meta property=\"og:site_name\" content=\"" + host
                + "\">\n"
                + "<script"
                + " type=\"application/ld+json\">{\"@context\":\"https://schema.org\",\"@type\":\"Product\",\"name\":\"Item"
                + " "
                + number + "\",\"offers\":{\"@type\":\"Offer\",\"price\":\"" + number % 90
                + ".50\",\"priceCurrency\":\"EUR\"}}</script>\n"
                + "<style>body{margin:0}.menu a{padding:1em}</style></head>\n"
                + "<body><h1>Item "
                + number + "</h1>\n";
    }

    private static String foot(String host) {
        return "<footer><address>Write to <a href=\"mailto:info@" + host + "\">info@" + host
                + "</a> or call <a href=\"tel:+4930227227\">+49 30 227 227</a></address></footer></body></html>\n";
    }

    private static String body(Random random) {
        StringBuilder text = new StringBuilder("<nav class=\"menu\"><ul>");
        for (int i = 0; i < 40; i++) {
            text.append("<li><a href=\"/")
                    .append(word(random))
                    .append('/')
                    .append(i)
                    .append("\">");
            text.append(word(random)).append(' ').append(word(random)).append("</a></li>\n");
        }
        text.append("</ul></nav><main>\n");
        while (text.length() < BYTES - 1600) {
            text.append("<section class=\"block ").append(word(random)).append("\"><h2>");
            words(text, random, 4);
            text.append("</h2><p id=\"").append(word(random)).append("\">");
            words(text, random, 60);
            text.append(" <a href=\"https://").append(word(random)).append(".example/\">");
            words(text, random, 3);
            text.append("</a> <strong>").append(word(random)).append("</strong></p><img src=\"/img/");
            text.append(random.nextInt(1000))
                    .append(".jpg\" alt=\"")
                    .append(word(random))
                    .append("\">");
            text.append("<table><tr><td>")
                    .append(word(random))
                    .append("</td><td>")
                    .append(random.nextInt(1000));
            text.append("</td></tr></table></section>\n");
        }
        return text.append("</main>").toString();
    }

    private static void words(StringBuilder text, Random random, int count) {
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(word(random));
        }
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
        }
        return word.toString();
    }
}
