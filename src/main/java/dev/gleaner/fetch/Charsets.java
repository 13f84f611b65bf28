package dev.gleaner.fetch;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What encodings mean on the web, where some names stand for a larger neighbour (WHATWG Encoding §4.2). */
final class Charsets {
    static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private static final Map<String, String> MEANT = Map.ofEntries(
            Map.entry("ascii", "windows-1252"),
            Map.entry("us-ascii", "windows-1252"),
            Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("iso8859-1", "windows-1252"),
            Map.entry("iso_8859-1", "windows-1252"),
            Map.entry("latin1", "windows-1252"),
            Map.entry("latin-1", "windows-1252"),
            Map.entry("x-user-defined", "windows-1252"),
            Map.entry("iso-8859-9", "windows-1254"),
            Map.entry("latin5", "windows-1254"),
            Map.entry("iso-8859-11", "windows-874"),
            Map.entry("tis-620", "windows-874"),
            Map.entry("gb2312", "GB18030"),
            Map.entry("gbk", "GB18030"),
            Map.entry("shift_jis", "windows-31j"),
            Map.entry("shift-jis", "windows-31j"),
            Map.entry("sjis", "windows-31j"),
            Map.entry("x-sjis", "windows-31j"),
            Map.entry("euc-kr", "x-windows-949"),
            Map.entry("ks_c_5601-1987", "x-windows-949"),
            Map.entry("big5", "Big5-HKSCS"),
            Map.entry("utf8", "UTF-8"),
            Map.entry("unicode-1-1-utf-8", "UTF-8"));

    private Charsets() {}

    /** The encoding that a label means, or empty if it means none. */
    static Optional<Charset> labelled(String label) {
        String name = label.strip().toLowerCase(Locale.ROOT);
        try {
            return Optional.of(MEANT.getOrDefault(name, name))
                    .filter(Charset::isSupported)
                    .map(Charset::forName);
        } catch (IllegalCharsetNameException none) {
            return Optional.empty();
        }
    }

    /** The encoding that a byte order mark shows. */
    static Optional<Charset> marked(byte[] bytes) {
        if (startsWith(bytes, 0xef, 0xbb, 0xbf)) {
            return Optional.of(StandardCharsets.UTF_8);
        } else if (startsWith(bytes, 0xfe, 0xff)) {
            return Optional.of(StandardCharsets.UTF_16BE);
        } else if (startsWith(bytes, 0xff, 0xfe)) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        return Optional.empty();
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        for (int index = 0; index < mark.length; index++) {
            if (index >= bytes.length || (bytes[index] & 0xff) != mark[index]) {
                return false;
            }
        }
        return true;
    }
}
