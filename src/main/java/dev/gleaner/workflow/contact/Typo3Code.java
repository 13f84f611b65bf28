package dev.gleaner.workflow.contact;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * TYPO3's disguise of {@code mailto:} links: three ranges of characters, each turned by the same number of places. The
 * number is the site's secret, so all are tried until a {@code mailto:} comes out.
 */
final class Typo3Code {
    private static final int LONGEST = 1_000;
    private static final int MOST_PLACES = 15;
    private static final String SCHEME = "mailto:";
    private static final String NAME = "linkTo_UnCryptMailto";
    private static final Pattern CALL = Pattern.compile(NAME + "\\((?:'|%27)([^')]{8,1000}?)(?:'|%27)");

    private Typo3Code() {}

    /** The address in a script that TYPO3 puts in the place of a link. */
    static Optional<String> inLink(String reference) {
        if (!reference.contains(NAME)) {
            return Optional.empty(); // nearly every link
        }
        Matcher call = CALL.matcher(reference);
        return call.find() ? decode(PercentEncoding.decode(call.group(1))) : Optional.empty();
    }

    /** What follows {@code mailto:} in the hidden text, or empty if this is no such code. */
    static Optional<String> decode(String code) {
        String plain = code.replace("\\", "");
        return plain.length() > LONGEST
                ? Optional.empty()
                : IntStream.rangeClosed(-MOST_PLACES, MOST_PLACES)
                        .mapToObj(places -> turned(plain, places))
                        .filter(text -> text.startsWith(SCHEME))
                        .map(text -> text.substring(SCHEME.length()))
                        .findFirst();
    }

    private static String turned(String code, int places) {
        StringBuilder text = new StringBuilder(code.length());
        code.chars().forEach(it -> text.append((char) turned(it, places)));
        return text.toString();
    }

    private static int turned(int character, int places) {
        if (character >= '+' && character <= ':') {
            return turned(character, '+', ':', places);
        }
        if (character >= '@' && character <= 'Z') {
            return turned(character, '@', 'Z', places);
        }
        return character >= 'a' && character <= 'z' ? turned(character, 'a', 'z', places) : character;
    }

    private static int turned(int character, int first, int last, int places) {
        return first + Math.floorMod(character - first + places, last - first + 1);
    }
}
