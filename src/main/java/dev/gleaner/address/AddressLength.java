package dev.gleaner.address;

/**
 * How long a text may be to be parsed as an address. The parser takes a host in punycode in time that grows with the square
 * of its length and builds all of a query, before anybody can see that the address is too long to be kept.
 */
final class AddressLength {
    /** Canonical spelling may be much shorter: tracking parameters, the fragment and needless escapes go. */
    private static final int LONGEST = 4 * WebUrl.MAX_LENGTH;

    /** A host name has at most 253 characters; user-info and port stand here, too. */
    private static final int LONGEST_AUTHORITY = 512;

    private static final String NO_SCHEME = "";

    private AddressLength() {}

    /** Whether an absolute address is short enough. */
    static boolean isFit(String address) {
        return isFit(address, NO_SCHEME);
    }

    /** Whether a link on a page of this scheme is short enough. */
    static boolean isFit(String link, String schemeOfPage) {
        return link.length() <= LONGEST && authorityLength(link, schemeOfPage) <= LONGEST_AUTHORITY;
    }

    /** As the parser sees it: any number of slashes of either kind before it, and none needed where there is no page. */
    private static int authorityLength(String link, String schemeOfPage) {
        int scheme = schemeLength(link);
        int start = scheme;
        while (start < link.length() && isSlash(link.charAt(start))) {
            start++;
        }
        boolean ofPage = scheme == 0 || scheme == schemeOfPage.length() + 1;
        boolean relative = !schemeOfPage.isEmpty() && ofPage && start - scheme < 2;
        return relative ? 0 : end(link, start) - start;
    }

    /** With its colon; 0 if there is none of the web. */
    private static int schemeLength(String link) {
        if (link.regionMatches(true, 0, "https:", 0, 6)) {
            return 6;
        }
        return link.regionMatches(true, 0, "http:", 0, 5) ? 5 : 0;
    }

    private static int end(String link, int start) {
        int end = start;
        while (end < link.length() && !isEnd(link.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isEnd(char character) {
        return isSlash(character) || character == '?' || character == '#';
    }

    private static boolean isSlash(char character) {
        return character == '/' || character == '\\';
    }
}
