package dev.gleaner.workflow.contact;

import dev.gleaner.markup.ParsedPage;
import dev.gleaner.markup.TextLimits;
import dev.gleaner.markup.VisibleText;
import dev.gleaner.markup.VisibleText.Span;
import dev.gleaner.vocabulary.ContactEvidence;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** Contacts that are links: {@code mailto:}, {@code tel:}, Cloudflare's replacement for them, profiles. */
final class LinkContacts {
    private static final int MOST_READ = 20_000;
    private static final int LONGEST = 4_000;

    /** Fields of a mail that name its receivers (RFC 6068); the others are its text. */
    private static final Pattern RECEIVERS = Pattern.compile("(?:to|cc|bcc)=.*", Pattern.CASE_INSENSITIVE);

    /** WhatsApp's addresses are telephone numbers in international form. */
    private static final Pattern CHAT = Pattern.compile(
            "(?:https?:)?//(?:wa\\.me/|(?:api|web)\\.whatsapp\\.com/send/?\\?(?:[^#]{0,500}&)?phone=)"
                    + "(?:\\+|%2[Bb])?([0-9]{7,15})(?![0-9])",
            Pattern.CASE_INSENSITIVE);

    private final Gathering gathering;
    private final VisibleText text;
    private final List<String> regions;

    LinkContacts(Gathering gathering, List<String> regions) {
        this.gathering = gathering;
        this.text = gathering.page().text();
        this.regions = regions;
    }

    void read() {
        ParsedPage page = gathering.page();
        page.links().stream().limit(MOST_READ).forEach(this::readLink);
        page.disguises("data-cfemail").stream().limit(MOST_READ).forEach(this::readDisguised);
        page.disguises("data-mailto-token").stream().limit(MOST_READ).forEach(this::readToken);
    }

    private void readToken(Element link) {
        text.spanOf(link)
                .ifPresent(span -> Typo3Code.decode(link.attr("data-mailto-token"))
                        .ifPresent(mail -> mail(mail, ContactEvidence.DECODED, null, () -> snippetOf(link, "", span))));
    }

    private void readLink(Element link) {
        String reference = link.attr("href").strip();
        if (!reference.isEmpty() && reference.length() <= LONGEST) {
            text.spanOf(link).ifPresent(span -> read(link, reference, span));
        }
    }

    private void readDisguised(Element element) {
        text.spanOf(element)
                .ifPresent(span -> decoded(element.attr("data-cfemail"), () -> snippetOf(element, "", span)));
    }

    private void read(Element link, String reference, Span span) {
        String scheme =
                reference.substring(0, Math.max(0, reference.indexOf(':'))).toLowerCase(Locale.ROOT);
        String target = reference.substring(reference.indexOf(':') + 1);
        Supplier<String> snippet = () -> snippetOf(link, reference, span);
        switch (scheme) {
            case "mailto" -> mail(target, ContactEvidence.MAILTO, labelOf(link, span), snippet);
            case "tel", "callto", "sms" -> phone(PercentEncoding.decode(target), labelOf(link, span), span, snippet);
            default -> other(link, reference, span, snippet);
        }
    }

    private void other(Element link, String reference, Span span, Supplier<String> snippet) {
        Optional<String> code = CloudflareCode.inLink(reference);
        Optional<String> mail = Typo3Code.inLink(reference).or(() -> code.flatMap(CloudflareCode::decode));
        Matcher chat = CHAT.matcher(reference);
        if (mail.isPresent()) {
            mail(mail.get(), ContactEvidence.DECODED, null, snippet);
        } else if (chat.lookingAt()) {
            phone("+" + chat.group(1), labelOf(link, span), span, snippet);
        } else if (code.isEmpty()) {
            gathering.profile(reference, ContactEvidence.TEXT, snippet);
        }
    }

    private void decoded(String code, Supplier<String> snippet) {
        CloudflareCode.decode(code.strip()).ifPresent(mail -> mail(mail, ContactEvidence.DECODED, null, snippet));
    }

    private void mail(String target, ContactEvidence how, String label, Supplier<String> around) {
        String snippet = around.get();
        String[] parts = target.split("\\?", 2);
        gathering.emails(PercentEncoding.decode(parts[0]), how, label, snippet);
        if (parts.length > 1) {
            Arrays.stream(parts[1].split("&"))
                    .filter(field -> RECEIVERS.matcher(field).matches())
                    .forEach(field -> gathering.emails(
                            PercentEncoding.decode(field.substring(field.indexOf('=') + 1)), how, null, snippet));
        }
    }

    private void phone(String number, String label, Span span, Supplier<String> snippet) {
        boolean fax = PhoneLabel.before(text.toString(), span.start()).fax()
                || PhoneLabel.of(text.textOf(span, TextLimits.LABEL)).fax()
                || (label != null && PhoneLabel.of(label).fax());
        if (!fax) {
            PhoneNumbers.parse(number, regions)
                    .ifPresent(it -> gathering.phone(it, ContactEvidence.TEL, label, snippet.get()));
        }
    }

    private String labelOf(Element link, Span span) {
        String words = text.textOf(span, TextLimits.LABEL);
        String said = words.isEmpty() ? link.attr("aria-label") + " " + link.attr("title") : words;
        boolean isNumber = said.chars().filter(Character::isDigit).count() >= 5;
        return said.isBlank() || isNumber ? null : said.strip();
    }

    /** The text around a link; its markup where there is none. */
    private String snippetOf(Element link, String reference, Span span) {
        String around = text.around(span);
        return around.isEmpty() ? "<" + link.normalName() + " href=\"" + reference + "\">" : around;
    }
}
