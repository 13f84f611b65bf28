package dev.gleaner.workflow.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AtSignTest {
    private static final int MANY = 100_000;
    private static final String[] PARTS = {
        " ",
        " ",
        " ",
        "at",
        "AT",
        "a",
        "t",
        "@",
        "[",
        "]",
        "(",
        ")",
        "{",
        "<",
        "«",
        "»",
        "*",
        "&",
        "#",
        "64",
        ";",
        "&#64;",
        "&#x40;",
        "%",
        "40",
        "(a)",
        "ⓐ",
        "Ⓐ",
        "ät",
        "aet",
        "arroba",
        "Arobase",
        "arobas",
        "chiocciola",
        "CH",
        "kukac",
        "\u212Aukac",
        "zavinac",
        "zavináč",
        "snabel-a",
        "ſnabela",
        "snabe",
        "malpa",
        "małpa",
        "MAŁPA",
        "apenstaartje",
        "krøllalfa",
        "KRØLLALFA",
        "παπάκι",
        "собака",
        "СОБАКА",
        "שטרודל",
        "アットマーク",
        "info",
        "shop",
        "keep",
        "make",
        "cheese",
        "\n",
        "é",
        "."
    };

    @Test
    void it_is_found_wherever_the_pattern_alone_would_find_it() {
        Random random = new Random(42);
        int signs = 0;
        for (int i = 0; i < MANY; i++) {
            String text = random.ints(1 + random.nextInt(12), 0, PARTS.length)
                    .mapToObj(part -> PARTS[part])
                    .collect(Collectors.joining());
            int from = random.nextInt(Math.min(3, text.length()));
            Matcher alone = AtSign.PATTERN.matcher(text);
            int expected = alone.find(from) ? alone.start() : text.length();

            assertThat(AtSign.next(AtSign.PATTERN.matcher(text), text, from))
                    .as("in <%s> from %d", text, from)
                    .isEqualTo(expected);
            signs += expected < text.length() ? 1 : 0;
        }
        assertThat(signs).isGreaterThan(MANY / 10);
    }
}
