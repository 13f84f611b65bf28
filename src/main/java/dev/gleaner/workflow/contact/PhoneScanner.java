package dev.gleaner.workflow.contact;

import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import dev.gleaner.markup.CharacterTable;
import dev.gleaner.markup.ParsedPage;
import dev.gleaner.markup.VisibleText;
import dev.gleaner.markup.VisibleText.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds telephone numbers in visible text, where something says that they are: a country code, an area code in brackets,
 * a word such as “Tel.” before, or a part of the page that is about contacts. A bare run of digits is never one, because
 * it may as well be a timestamp or the number of an order.
 */
final class PhoneScanner {
    /** libphonenumber is thorough and slow, so it sees only so many stretches of a page. */
    private static final int MOST_STRETCHES = 300;

    private static final int MOST_LABELS = 5_000;
    private static final int LONGEST_STRETCH = 80;
    private static final int MARGIN = 3;
    private static final int FEWEST_DIGITS = 7;

    private static final Pattern BARE = Pattern.compile("[0-9]+");
    private static final Pattern CLOCK =
            Pattern.compile("[0-2]?[0-9][.:][0-5][0-9] ?[-–] ?[0-2]?[0-9][.:][0-5][0-9].*");
    private static final Pattern DATE = Pattern.compile(
            "(?:[0-3]?[0-9][./-][01]?[0-9][./-](?:19|20)?[0-9]{2}|(?:19|20)[0-9]{2}[./-][01]?[0-9][./-][0-3]?[0-9])"
                    + "(?:$|[^0-9].*)");
    private static final Pattern YEARS = Pattern.compile("(?:19|20)[0-9]{2} ?[-–] ?(?:19|20)[0-9]{2}");
    private static final Pattern DECIMAL = Pattern.compile("-?[1-9][0-9]{0,2}\\.[0-9]{4,}(?:$|[^0-9-].*)");
    private static final Pattern CONTACT_PAGE = Pattern.compile(
            "contact|kontakt|contatt|contato|impressum|imprint|iletisim|yhteys", Pattern.CASE_INSENSITIVE);

    private static final CharacterTable STARTS =
            CharacterTable.of(character -> Character.isDigit(character) || "+(".indexOf(character) >= 0);
    private static final CharacterTable PARTS =
            CharacterTable.of(character -> Character.isDigit(character) || "+() .-/–‐‑−·".indexOf(character) >= 0);

    private final VisibleText page;
    private final String text;
    private final List<String> regions;
    private final boolean contactPage;
    private final List<Found> found = new ArrayList<>();

    /** A number in E.164 and where it stands. */
    record Found(String number, Span span) {}

    PhoneScanner(ParsedPage page, List<String> regions) {
        this.page = page.text();
        this.text = page.text().toString();
        this.regions = regions;
        this.contactPage = CONTACT_PAGE.matcher(page.url().path()).find();
    }

    List<Found> scan() {
        int read = 0;
        for (Span stretch : stretches()) {
            if (read == MOST_STRETCHES) {
                break;
            }
            PhoneLabel label = PhoneLabel.before(text, stretch.start());
            if (isWorthReading(stretch, label)) {
                read++;
                read(stretch, label);
            }
        }
        return found;
    }

    private List<Span> stretches() {
        List<Span> stretches = new ArrayList<>();
        for (int start = STARTS.nextIn(text, 0);
                start < text.length() && stretches.size() < MOST_LABELS;
                start = STARTS.nextIn(text, start)) {
            int end = stretchEnd(start);
            if (digitsIn(start, end) >= FEWEST_DIGITS) {
                stretches.add(new Span(start, end));
            }
            start = end;
        }
        return stretches;
    }

    private int stretchEnd(int start) {
        int end = start;
        while (end < text.length() && end - start < LONGEST_STRETCH && PARTS.contains(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private int digitsIn(int start, int end) {
        int digits = 0;
        for (int i = start; i < end; i++) {
            digits += Character.isDigit(text.charAt(i)) ? 1 : 0;
        }
        return digits;
    }

    private boolean isWorthReading(Span stretch, PhoneLabel label) {
        boolean international = text.substring(stretch.start(), stretch.end()).contains("+");
        return !label.other() && (international || label.phone() || isAboutContacts(stretch));
    }

    private void read(Span stretch, PhoneLabel label) {
        regions.stream()
                .map(region -> numbersIn(stretch, region, label))
                .filter(numbers -> !numbers.isEmpty())
                .findFirst()
                .ifPresent(found::addAll);
    }

    private boolean isAboutContacts(Span stretch) {
        return contactPage || page.isContactArea(stretch.start()) || text.charAt(stretch.start()) == '(';
    }

    private List<Found> numbersIn(Span stretch, String region, PhoneLabel label) {
        int from = Math.max(0, stretch.start() - MARGIN);
        String window = text.substring(from, Math.min(text.length(), stretch.end() + MARGIN));
        List<Found> numbers = new ArrayList<>();
        for (PhoneNumberMatch match : PhoneNumbers.LIBRARY.findNumbers(window, region, Leniency.VALID, 5)) {
            Optional.of(match)
                    .filter(it -> label.phone() || !isSomethingElse(it.rawString()))
                    .filter(it -> !BARE.matcher(it.rawString()).matches())
                    .filter(it -> !PhoneNumbers.isFiction(it.rawString()))
                    .flatMap(it -> PhoneNumbers.accept(it.number()))
                    .ifPresent(it -> numbers.add(new Found(it, new Span(from + match.start(), from + match.end()))));
        }
        return numbers;
    }

    private static boolean isSomethingElse(String written) {
        return CLOCK.matcher(written).matches()
                || DATE.matcher(written).matches()
                || YEARS.matcher(written).matches()
                || DECIMAL.matcher(written).matches();
    }
}
