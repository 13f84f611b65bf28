package dev.gleaner.workflow.contact;

import dev.gleaner.markup.CharacterTable;
import dev.gleaner.markup.VisibleText.Span;
import dev.gleaner.workflow.contact.EmailScanner.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds e-mail addresses that were written for people only: {@code name [at] host [dot] tld}, {@code name(at)host.tld},
 * {@code name @ host.tld}. Without brackets the words are ordinary English, so they need a hint that an address follows,
 * or a line of their own. Every repetition is bounded: the time is linear.
 */
final class DisguisedEmails {
    private static final int MOST = 500;
    private static final int MOST_LABELS = 6;
    private static final int HINT_DISTANCE = 40;

    /** What people call the sign where they don't say “at”: words that stand in no other sentence before a host. */
    private static final String SPOKEN_AT =
            "arroba|arobase|arobas|chiocciola|kukac|zavinac|zavináč|snabel-?a|malpa|małpa"
                    + "|apenstaartje|krøllalfa|παπάκι|собака|שטרודל|アットマーク";

    private static final String SPOKEN_DOT =
            "dot|punkt|point|punto|ponto|punt|pont|piste|prikk?|kropka|tecka|tečka|bodka"
                    + "|točka|nokta|τελεία|точка|крапка|נקודה|ドット";

    private static final String OPEN = " ?[\\[({<«*] ?";
    private static final String CLOSE = " ?[\\])}>»*] ?";
    private static final Pattern AT = Pattern.compile(
            "(?<bracketed>" + OPEN
                    + "(?:@|at|ät|aet|" + SPOKEN_AT + ")" + CLOSE
                    + ")|(?<glued>\\(a\\)|ⓐ)|(?<entity>&#0{0,4}64;|&#x0{0,4}40;|%40)"
                    + "|(?<bare> (?:at|@|" + SPOKEN_AT + ") )",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern DOT = Pattern.compile(
            OPEN + "(?:\\.|" + SPOKEN_DOT + ")" + CLOSE + "|(?<bare> (?:" + SPOKEN_DOT + ") )|\\.",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9-]{0,62}");
    private static final Pattern HINT = Pattern.compile(
            "mail|contact|kontakt|contatt|contato|correo|courriel|write to|schreib|posta?\\b|почт|пошт|meil|sähköposti"
                    + "|メール|邮箱|邮件|信箱|이메일|بريد|דוא",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** What the sign begins with, where it does not begin with a gap. */
    private static final CharacterTable MARKS = CharacterTable.of("[({<«*&%ⓐ");

    /** What stands behind the gap where it does: a mark or the beginning of a word, see {@link #begins}. */
    private static final CharacterTable BEHIND_GAP =
            CharacterTable.of(character -> character >= 0x80 || "[({<«*&%ⓐ@ackmszACKMSZ".indexOf(character) >= 0);

    private DisguisedEmails() {}

    static List<Candidate> scan(String text) {
        List<Candidate> found = new ArrayList<>();
        Matcher at = AT.matcher(text);
        for (int next = 0; found.size() < MOST && (next = nextAt(at, text, next)) < text.length(); next = at.end()) {
            int start = EmailScanner.localStart(text, at.start());
            if (start < at.start()) {
                Host host = hostAt(text, at.end());
                String local = text.substring(start, at.start());
                Span span = new Span(start, host.end());
                Optional.of(new Candidate(local, host.name(), span))
                        .filter(it -> at.group("bare") == null || isMeant(text, it, at.group("bare"), host))
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    /** Where the sign stands next, found by the matcher; the end of the text if nowhere. */
    private static int nextAt(Matcher at, String text, int from) {
        char before = 0;
        for (int i = from; i < text.length(); i++) {
            char next = text.charAt(i);
            boolean mark = MARKS.contains(next);
            // without a branch: where words end can't be foreseen
            if (mark | before == ' ' & BEHIND_GAP.contains(next)) {
                if (before == ' ' && mayFollowGap(text, i) && standsAt(i - 1, at, text)) {
                    return i - 1;
                }
                if (mark && standsAt(i, at, text)) {
                    return i;
                }
            }
            before = next;
        }
        return text.length();
    }

    private static boolean standsAt(int place, Matcher at, String text) {
        return at.region(place, text.length()).lookingAt();
    }

    /** Whether the pattern is worth trying: it is dear, and of words three letters tell that it is in vain. */
    private static boolean mayFollowGap(String text, int place) {
        if (place + 2 >= text.length()) {
            return false;
        }
        char first = text.charAt(place);
        char second = text.charAt(place + 1);
        boolean word = first < 0x80 && Character.isLetter(first) && second < 0x80;
        return !word || begins(first, second, text.charAt(place + 2));
    }

    /** How the spoken words of the pattern begin. */
    private static boolean begins(char first, char second, char third) {
        return switch (lower(first)) {
            case 'a' -> lower(second) == 't' && third == ' ' || follow("rrrope", second, third);
            case 'c' -> follow("hi", second, third);
            case 'k' -> follow("ukrø", second, third);
            case 'm' -> follow("al", second, third);
            case 's' -> follow("na", second, third);
            case 'z' -> follow("av", second, third);
            default -> false;
        };
    }

    /** Whether two characters are one of the pairs; of a character that is not ASCII the pattern knows more. */
    private static boolean follow(String pairs, char first, char second) {
        for (int i = 0; i < pairs.length() - 1; i += 2) {
            if (lower(first) == pairs.charAt(i) && (second >= 0x80 || lower(second) == pairs.charAt(i + 1))) {
                return true;
            }
        }
        return false;
    }

    private static int lower(char character) {
        return character >= 'A' && character <= 'Z' ? character | 0x20 : character;
    }

    private record Host(String name, int end, boolean spelled) {}

    private static Host hostAt(String text, int from) {
        StringBuilder name = new StringBuilder();
        Matcher label = LABEL.matcher(text);
        Matcher dot = DOT.matcher(text);
        boolean spelled = false;
        int end = from;
        for (int i = 0, next = from;
                i < MOST_LABELS && label.region(next, text.length()).lookingAt();
                i++) {
            name.append(name.length() == 0 ? "" : ".").append(label.group());
            end = label.end();
            if (!dot.region(end, text.length()).lookingAt()) {
                break;
            }
            spelled |= dot.group("bare") != null;
            next = dot.end();
        }
        return new Host(name.toString(), end, spelled);
    }

    private static boolean isMeant(String text, Candidate candidate, String at, Host host) {
        boolean spelled = at.contains("@") || host.spelled();
        return spelled && (isAlone(text, candidate.span()) || isAnnounced(text, candidate.span()));
    }

    private static boolean isAlone(String text, Span span) {
        boolean first = span.start() == 0 || text.charAt(span.start() - 1) == '\n';
        return first && (span.end() == text.length() || text.charAt(span.end()) == '\n');
    }

    private static boolean isAnnounced(String text, Span span) {
        String before = text.substring(Math.max(0, span.start() - HINT_DISTANCE), span.start());
        return HINT.matcher(before.substring(before.lastIndexOf('\n') + 1)).find();
    }
}
