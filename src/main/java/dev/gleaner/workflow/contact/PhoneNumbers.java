package dev.gleaner.workflow.contact;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Turns what a page gives as a telephone number into E.164. Numbers that nobody has are refused, extensions dropped. */
final class PhoneNumbers {
    /** No region known: only numbers with a country code can be read. */
    static final String NOWHERE = "ZZ";

    static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

    private static final int LONGEST = 60;
    private static final Pattern PARAMETERS = Pattern.compile("[;,?].*", Pattern.DOTALL);
    private static final Pattern INTERNATIONAL = Pattern.compile("00(?=[1-9])");

    /** A moment since 2001 in seconds or milliseconds; nobody dials a national number that starts with a one. */
    private static final Pattern TIMESTAMP = Pattern.compile("1[0-9]{9}(?:[0-9]{3})?");

    /** 1234567890 and the like, and runs of one digit: what templates show. */
    private static final Pattern PLACEHOLDER = Pattern.compile("123456789|987654321|([0-9])\\1{6}");

    /** Set apart for fiction by the North American Numbering Plan: 555-0100 to 555-0199. */
    private static final Pattern FICTION = Pattern.compile("\\+1[0-9]{3}55501[0-9]{2}");

    /** The same as templates write it everywhere in the world: without country code, often without area code. */
    private static final Pattern LOCAL_FICTION =
            Pattern.compile("\\(?(?:[2-9][0-9]{2}\\)?[ ./-]?)?555[ ./-]?01[0-9]{2}");

    private PhoneNumbers() {}

    /**
     * The number in E.164, or empty if it is none in any of the regions.
     *
     * @param regions ISO 3166 codes, the likeliest first
     */
    static Optional<String> parse(String written, List<String> regions) {
        String number = PARAMETERS.matcher(written.strip()).replaceFirst("").strip();
        if (number.isEmpty()
                || number.length() > LONGEST
                || TIMESTAMP.matcher(number).matches()
                || isFiction(number)) {
            return Optional.empty();
        }
        for (String region : regions) {
            Optional<String> found = parse(number, region);
            if (found.isPresent()) {
                return found;
            }
        }
        return parse(INTERNATIONAL.matcher(number).lookingAt() ? "+" + number.substring(2) : number, NOWHERE);
    }

    private static Optional<String> parse(String number, String region) {
        try {
            return accept(LIBRARY.parse(number, region));
        } catch (NumberParseException noNumber) {
            return Optional.empty();
        }
    }

    /**
     * Whether this is a number of films and templates. In another country's plan it may be valid by chance, but nobody
     * there writes a number without its leading zero or country code.
     */
    static boolean isFiction(String written) {
        return LOCAL_FICTION.matcher(written.strip()).matches();
    }

    /** The number in E.164 if it can belong to somebody. */
    static Optional<String> accept(PhoneNumber number) {
        number.clearExtension();
        if (!LIBRARY.isValidNumber(number)) {
            return Optional.empty();
        }
        String written = LIBRARY.format(number, PhoneNumberFormat.E164);
        boolean nobody =
                PLACEHOLDER.matcher(written).find() || FICTION.matcher(written).matches();
        return nobody ? Optional.empty() : Optional.of(written);
    }
}
