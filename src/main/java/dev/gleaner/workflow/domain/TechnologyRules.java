package dev.gleaner.workflow.domain;

import dev.gleaner.markup.ParsedPage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/**
 * Recognises what a page is made with by traces in its markup and in the head of the answer. The traces stand in {@code
 * technologies.txt}; they are plain text to be found in one place, so their number costs little and no page can make
 * them slow.
 */
final class TechnologyRules {
    private static final int LONGEST_PLACE = 1_000_000;

    private final List<Rule> rules;

    private record Rule(String name, List<Trace> traces) {}

    private record Trace(String place, String text) {}

    TechnologyRules() {
        var stream = TechnologyRules.class.getResourceAsStream("technologies.txt");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            rules = lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(TechnologyRules::ruleOf)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Rule ruleOf(String line) {
        String[] parts = line.split("\\|");
        List<Trace> traces = Arrays.stream(parts)
                .skip(1)
                .map(part -> part.strip().split(" ", 2))
                .map(words -> new Trace(words[0], words[1]))
                .toList();
        return new Rule(parts[0].strip(), traces);
    }

    /** The names of what is recognised, in the order of the file. */
    List<String> namesFor(ParsedPage page, Map<String, String> headers) {
        Map<String, String> places = placesOf(page, headers);
        return rules.stream()
                .filter(rule -> rule.traces().stream()
                        .anyMatch(
                                trace -> places.getOrDefault(trace.place(), "").contains(trace.text())))
                .map(Rule::name)
                .toList();
    }

    private static Map<String, String> placesOf(ParsedPage page, Map<String, String> headers) {
        Map<String, StringBuilder> places = new HashMap<>();
        headers.forEach((name, value) -> addHeader(places, name, value));
        page.meta("generator").ifPresent(generator -> add(places, "generator", generator));
        page.document().getAllElements().forEach(element -> addTraces(places, element));
        return places.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, place -> place.getValue().toString().toLowerCase(Locale.ROOT)));
    }

    private static void addHeader(Map<String, StringBuilder> places, String name, String value) {
        add(places, "header", name + ": " + value);
        if (name.equals("set-cookie")) {
            add(places, "cookie", " " + value.replace(",", " ") + " ");
        }
    }

    private static void addTraces(Map<String, StringBuilder> places, Element element) {
        switch (element.normalName()) {
            case "script" -> {
                add(places, "src", element.attr("src"));
                add(places, "inline", element.data());
                add(places, "id", element.id());
            }
            case "link", "form" -> add(places, "src", element.attr("href") + element.attr("action"));
            case "img", "iframe", "source" -> add(places, "src", element.attr("src"));
            case "meta" -> add(places, "meta", element.attr("name") + element.attr("property"));
            default -> element.attributes().forEach(attribute -> addAttribute(places, element, attribute.getKey()));
        }
    }

    private static void addAttribute(Map<String, StringBuilder> places, Element element, String name) {
        switch (name) {
            case "class", "id" -> add(places, name, " " + element.attr(name) + " ");
            default -> add(places, "attribute", " " + name + "=");
        }
    }

    private static void add(Map<String, StringBuilder> places, String place, String text) {
        StringBuilder known = places.computeIfAbsent(place, it -> new StringBuilder());
        if (!text.isEmpty() && known.length() < LONGEST_PLACE) {
            known.append(text, 0, Math.min(text.length(), LONGEST_PLACE)).append('\n');
        }
    }
}
