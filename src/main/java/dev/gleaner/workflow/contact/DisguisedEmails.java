package dev.gleaner.workflow.contact;

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
    private static final int MOST_TRIED = 20_000;
    private static final int MOST_LABELS = 6;
    private static final int HINT_DISTANCE = 40;

    private static final String SPOKEN_DOT =
            "dot|punkt|point|punto|ponto|punt|pont|piste|prikk?|kropka|tecka|tečka|bodka"
                    + "|točka|nokta|τελεία|точка|крапка|נקודה|ドット";

    private static final Pattern DOT = Pattern.compile(
            AtSign.OPEN + "(?:\\.|" + SPOKEN_DOT + ")" + AtSign.CLOSE + "|(?<bare> (?:" + SPOKEN_DOT + ") )|\\.",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9-]{0,62}");
    private static final Pattern HINT = Pattern.compile(
            "mail|contact|kontakt|contatt|contato|correo|courriel|write to|schreib|posta?\\b|почт|пошт|meil|sähköposti"
                    + "|メール|邮箱|邮件|信箱|이메일|بريد|דוא",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private DisguisedEmails() {}

    static List<Candidate> scan(String text) {
        List<Candidate> found = new ArrayList<>();
        Matcher at = AtSign.PATTERN.matcher(text);
        for (int next = 0, tried = 0;
                found.size() < MOST && tried < MOST_TRIED && (next = AtSign.next(at, text, next)) < text.length();
                next = at.end(), tried++) {
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
