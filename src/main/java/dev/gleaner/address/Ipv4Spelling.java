package dev.gleaner.address;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The spellings of an IPv4 address that browsers and resolvers understand: {@code 127.1}, {@code 0x7f.0.0.1},
 * {@code 2130706433} (WHATWG URL §3.5). Read here once, so that nobody further down takes such an address for a name.
 */
final class Ipv4Spelling {
    private static final Pattern LAST_PART = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9a-fA-F]*)", Pattern.DOTALL);
    private static final int MAX_PARTS = 4;
    /** Enough for 32 bits in every base, few enough for a {@code long}. */
    private static final int MAX_DIGITS = 15;

    private Ipv4Spelling() {}

    /** Whether a host ends in a number, and so can be nothing but an IPv4 address or a mistake. */
    static boolean isMeant(String host) {
        return LAST_PART.matcher(host).matches();
    }

    /** The address in four decimal parts, or empty if it is a mistake. */
    static Optional<String> canonical(String host) {
        String[] parts = host.split("\\.", -1);
        if (parts.length > MAX_PARTS) {
            return Optional.empty();
        }
        long address = 0;
        for (int i = 0; i < parts.length; i++) {
            int bytes = i == parts.length - 1 ? MAX_PARTS - i : 1;
            OptionalLong part = number(parts[i]);
            if (part.isEmpty() || part.getAsLong() >= 1L << (8 * bytes)) {
                return Optional.empty();
            }
            address = address << (8 * bytes) | part.getAsLong();
        }
        return Optional.of(dotted(address));
    }

    private static OptionalLong number(String part) {
        boolean hexadecimal = part.startsWith("0x") || part.startsWith("0X");
        boolean octal = !hexadecimal && part.length() > 1 && part.startsWith("0");
        String digits = hexadecimal ? part.substring(2) : part;
        if (hexadecimal && digits.isEmpty()) {
            return OptionalLong.of(0);
        }
        if (!digits.matches(hexadecimal ? "[0-9a-fA-F]+" : octal ? "[0-7]+" : "[0-9]+")) {
            return OptionalLong.empty();
        }
        String significant = digits.replaceFirst("^0+(?=.)", "");
        return significant.length() > MAX_DIGITS
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(significant, hexadecimal ? 16 : octal ? 8 : 10));
    }

    private static String dotted(long address) {
        return (address >> 24) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }
}
