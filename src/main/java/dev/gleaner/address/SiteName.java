package dev.gleaner.address;

import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * The name of a site as people know it: a host in lower-case ASCII (punycode), without {@code www.}. Other subdomains
 * are sites of their own.
 *
 * @param value the host name
 */
public record SiteName(String value) {
    private static final int LONGEST_LABEL = 63;
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://");

    /**
     * The site that a person means who typed a name or any address on it: {@code https://user@WWW.Example.co.uk:8443/x}
     * is {@code example.co.uk}. Empty if it is no host name with at least two labels; an IP address is no site.
     */
    public static Optional<SiteName> parse(String typed) {
        String text = typed.strip();
        String address = SCHEME.matcher(text).lookingAt() ? text : "https://" + text;
        return Optional.of(address)
                .filter(AddressLength::isFit)
                .map(HttpUrl::parse)
                .map(HttpUrl::host)
                .flatMap(SiteName::ofHost);
    }

    /** The site that a host belongs to. */
    public static Optional<SiteName> ofHost(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        String bare = name.startsWith("www.") && name.indexOf('.', 4) > 0 ? name.substring(4) : name;
        return isHostName(bare) ? Optional.of(new SiteName(bare)) : Optional.empty();
    }

    private static boolean isHostName(String name) {
        String topLevel = name.substring(name.lastIndexOf('.') + 1);
        return name.contains(".")
                && name.length() <= 253
                && !topLevel.isEmpty()
                && !Character.isDigit(topLevel.charAt(0))
                && hasGoodLabels(name);
    }

    /** Written out, because every link of every page is asked: labels of 1 to 63 characters, no hyphen at their ends. */
    private static boolean hasGoodLabels(String name) {
        int start = 0;
        for (int i = 0; i <= name.length(); i++) {
            char next = i == name.length() ? '.' : name.charAt(i);
            if (next != '.' && !isOfLabels(next)) {
                return false;
            }
            if (next == '.') {
                if (i == start || i - start > LONGEST_LABEL || name.charAt(start) == '-' || name.charAt(i - 1) == '-') {
                    return false;
                }
                start = i + 1;
            }
        }
        return true;
    }

    private static boolean isOfLabels(char character) {
        return character >= 'a' && character <= 'z'
                || character >= '0' && character <= '9'
                || character == '_'
                || character == '-';
    }

    @Override
    public String toString() {
        return value;
    }
}
