package dev.gleaner.http;

import java.util.regex.Pattern;

/**
 * Keeps spreadsheets from executing text that came from somebody's web site: what would begin a formula gets an
 * apostrophe before it. Phone numbers and other bare numbers stay as they are, although they begin with a sign.
 */
final class SpreadsheetText {
    private static final Pattern FORMULA = Pattern.compile("[=+\\-@\\t\\r\\n\uFF1D\uFF0B\uFF0D\uFF20]");
    private static final Pattern NUMBER = Pattern.compile("[+-]\\d+(?:\\.\\d+)?");

    private SpreadsheetText() {}

    static String harmless(String text) {
        boolean executes =
                FORMULA.matcher(text).lookingAt() && !NUMBER.matcher(text).matches();
        return executes ? "'" + text : text;
    }
}
