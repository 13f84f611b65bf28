package dev.gleaner.address;

import java.util.List;
import java.util.Optional;

/**
 * The one spelling of an IPv4 address. Browsers also read {@code 2130706433}, {@code 0x7f.1} and {@code 0177.0.0.1} as
 * {@code 127.0.0.1} (WHATWG URL, "IPv4 parser"), and so do some resolvers, while others read them differently: left as
 * they are, one part of the system could check another address than the one that a second part connects to.
 */
final class Ipv4Spelling {
    private static final int PARTS = 4;

    private Ipv4Spelling() {}

    /** The host itself if it is a name, the dotted quad if it is an IPv4 address, empty if it is a broken one. */
    static Optional<String> of(String host) {
        List<String> parts = List.of(host.split("\\.", -1));
        if (host.contains(":") || !isNumeric(parts.get(parts.size() - 1))) {
            return Optional.of(host);
        }
        return parts.size() > PARTS ? Optional.empty() : value(parts).map(Ipv4Spelling::dotted);
    }

    private static boolean isNumeric(String label) {
        return label.matches("[0-9]+|0[xX][0-9a-fA-F]*");
    }

    private static Optional<Long> value(List<String> parts) {
        long address = 0;
        for (int index = 0; index < parts.size(); index++) {
            boolean last = index == parts.size() - 1;
            long room = last ? 1L << (8 * (PARTS - index)) : 256;
            long number = number(parts.get(index));
            if (number < 0 || number >= room) {
                return Optional.empty();
            }
            address += last ? number : number << (8 * (3 - index));
        }
        return Optional.of(address);
    }

    /** A decimal, octal or hexadecimal number, or -1. */
    private static long number(String part) {
        try {
            if (part.startsWith("0x") || part.startsWith("0X")) {
                return part.length() == 2 ? 0 : Long.parseLong(part.substring(2), 16);
            }
            boolean octal = part.length() > 1 && part.startsWith("0");
            return Long.parseLong(part, octal ? 8 : 10);
        } catch (NumberFormatException broken) {
            return -1;
        }
    }

    private static String dotted(long address) {
        return (address >> 24) + "." + (address >> 16 & 0xff) + "." + (address >> 8 & 0xff) + "." + (address & 0xff);
    }
}
