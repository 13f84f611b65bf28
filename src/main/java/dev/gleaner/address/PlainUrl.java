package dev.gleaner.address;

/**
 * Whether an address is spelled as it would be when parsed and written again, told by its characters alone. Most are, and a
 * sitemap has fifty thousand of them. What is doubtful is not plain: escapes, queries, dots and slashes that would be resolved,
 * names in punycode, numbers that may be an IPv4 address.
 */
final class PlainUrl {
    private static final int LONGEST_HOST = 253;
    private static final int LONGEST_LABEL = 63;
    private static final boolean[] OF_PATHS = new boolean[128];

    static {
        for (char character : "-_~.,;:@!$()*+=/".toCharArray()) {
            OF_PATHS[character] = true;
        }
        for (char character = 0; character < 128; character++) {
            OF_PATHS[character] |= isLetter(character) || isDigit(character) || character >= 'A' && character <= 'Z';
        }
    }

    private PlainUrl() {}

    static boolean is(String text) {
        int host = text.startsWith("https://") ? 8 : text.startsWith("http://") ? 7 : -1;
        int path = host < 0 ? -1 : text.indexOf('/', host);
        return path > host
                && path - host <= LONGEST_HOST
                && text.length() <= WebUrl.MAX_LENGTH
                && isPlainHost(text, host, path)
                && isPlainPath(text, path);
    }

    /** Labels of small letters, digits and hyphens; the last one begins with a letter. */
    private static boolean isPlainHost(String text, int start, int end) {
        int label = start;
        boolean lettered = false;
        for (int i = start; i <= end; i++) {
            char next = i == end ? '.' : text.charAt(i);
            if (next == '.') {
                if (!isPlainLabel(text, label, i)) {
                    return false;
                }
                lettered = isLetter(text.charAt(label));
                label = i + 1;
            } else if (!isLetter(next) && !isDigit(next) && next != '-') {
                return false;
            }
        }
        return lettered;
    }

    private static boolean isPlainLabel(String text, int start, int end) {
        return end > start
                && end - start <= LONGEST_LABEL
                && text.charAt(start) != '-'
                && text.charAt(end - 1) != '-'
                && !text.startsWith("xn--", start);
    }

    private static boolean isPlainPath(String text, int start) {
        for (int i = start; i < text.length(); i++) {
            char next = text.charAt(i);
            boolean resolved = i > start && text.charAt(i - 1) == '/' && (next == '.' || next == '/');
            if (next >= 128 || !OF_PATHS[next] || resolved) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char character) {
        return character >= 'a' && character <= 'z';
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
