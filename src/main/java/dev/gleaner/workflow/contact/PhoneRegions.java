package dev.gleaner.workflow.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.gleaner.markup.CharacterTable;
import dev.gleaner.markup.JsonLd;
import dev.gleaner.markup.ParsedPage;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * In which countries a number without a country code may be meant. The address that the page gives to machines is the
 * best hint, then the top-level domain, then the address that it shows, then the language; templates are shipped with
 * {@code lang="en-US"}, so that comes late.
 */
final class PhoneRegions {
    private static final int MOST = 4;
    private static final int MOST_PARTS = 20_000;

    /** A page with more of them lists the countries that it delivers to. */
    private static final int MOST_MENTIONED = 2;

    private static final CharacterTable ENDS_OF_PARTS = CharacterTable.of("\n,;|·•–");
    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

    /** Country codes that are sold to everybody. */
    private static final Set<String> EVERYBODYS = Set.of(
            "IO", "CO", "TV", "ME", "AI", "LY", "FM", "GG", "SH", "TO", "CC", "WS", "LA", "VC", "SO", "ST", "GL");

    /** Where a language is at home if the page says no more. */
    private static final Map<String, List<String>> HOMES = Map.ofEntries(
            Map.entry("en", List.of("US", "GB")),
            Map.entry("de", List.of("DE", "AT", "CH")),
            Map.entry("pt", List.of("PT", "BR")),
            Map.entry("es", List.of("ES", "MX")),
            Map.entry("zh", List.of("CN", "TW")),
            Map.entry("cs", List.of("CZ")),
            Map.entry("da", List.of("DK")),
            Map.entry("sv", List.of("SE")),
            Map.entry("nb", List.of("NO")),
            Map.entry("nn", List.of("NO")),
            Map.entry("el", List.of("GR")),
            Map.entry("ja", List.of("JP")),
            Map.entry("ko", List.of("KR")),
            Map.entry("uk", List.of("UA")),
            Map.entry("sl", List.of("SI")),
            Map.entry("et", List.of("EE")),
            Map.entry("he", List.of("IL")),
            Map.entry("hi", List.of("IN")),
            Map.entry("vi", List.of("VN")),
            Map.entry("fa", List.of("IR")),
            Map.entry("ms", List.of("MY")),
            Map.entry("ca", List.of("ES")),
            Map.entry("sr", List.of("RS")),
            Map.entry("ar", List.of("SA", "AE", "EG")));

    private static final Map<String, String> COUNTRY_NAMES = countryNames();

    private static final int MOST_SHAPES = 1 << 15;
    private static final BitSet SHAPES = new BitSet(MOST_SHAPES);

    static {
        COUNTRY_NAMES.keySet().forEach(name -> SHAPES.set(shapeOf(name)));
    }

    /** With a few gaps around it; what is longer is a sentence. */
    private static final int LONGEST_NAME =
            8 + COUNTRY_NAMES.keySet().stream().mapToInt(String::length).max().orElse(0);

    private PhoneRegions() {}

    /** ISO 3166 codes, the likeliest first. */
    static List<String> of(ParsedPage page) {
        Set<String> regions = new LinkedHashSet<>(addressed(page));
        topLevel(page).ifPresent(regions::add);
        regions.addAll(mentioned(page));
        Locale language = page.language().map(Locale::forLanguageTag).orElse(Locale.ROOT);
        add(language.getCountry(), regions);
        String code = language.getLanguage();
        HOMES.getOrDefault(code, List.of(code.toUpperCase(Locale.ROOT))).forEach(region -> add(region, regions));
        if (regions.isEmpty()) {
            regions.add("US");
        }
        return regions.stream().limit(MOST).toList();
    }

    private static Set<String> addressed(ParsedPage page) {
        List<String> countries = new ArrayList<>();
        for (JsonNode object : page.data().objects()) {
            countries.addAll(JsonLd.valuesOf(object, "addressCountry"));
        }
        page.data().microdata("addressCountry").ifPresent(countries::add);
        Set<String> regions = new LinkedHashSet<>();
        countries.stream()
                .map(country -> country.strip().toLowerCase(Locale.ROOT))
                .forEach(country -> add(COUNTRY_NAMES.getOrDefault(country, country), regions));
        return regions;
    }

    private static Optional<String> topLevel(ParsedPage page) {
        String host = page.url().host();
        String label = host.substring(host.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
        String region = label.equals("UK") ? "GB" : label;
        return Optional.of(region).filter(it -> isRegion(it) && !EVERYBODYS.contains(it));
    }

    /** Countries that stand alone in a line or between commas, as the last part of an address does. */
    private static Set<String> mentioned(ParsedPage page) {
        Set<String> regions = new LinkedHashSet<>();
        String text = page.text().toString();
        for (int start = 0, parts = 0; start <= text.length() && parts < MOST_PARTS; parts++) {
            int end = ENDS_OF_PARTS.nextIn(text, start);
            if (end - start <= LONGEST_NAME) {
                named(text.substring(start, end).strip()).ifPresent(country -> add(country, regions));
            }
            start = end + 1;
        }
        return regions.size() <= MOST_MENTIONED ? regions : Set.of();
    }

    /** Most parts of a text are not even shaped like a name, which costs less to see than to look them up. */
    private static Optional<String> named(String part) {
        return !part.isEmpty() && SHAPES.get(shapeOf(part))
                ? Optional.ofNullable(COUNTRY_NAMES.get(part.toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }

    /** From the length, the first and the last character. */
    private static int shapeOf(String name) {
        int first = Character.toLowerCase(name.charAt(0));
        int last = Character.toLowerCase(name.charAt(name.length() - 1));
        return ((first * 31 + last) * 31 + name.length()) & (MOST_SHAPES - 1);
    }

    private static void add(String country, Set<String> regions) {
        String region = country.toUpperCase(Locale.ROOT);
        if (isRegion(region)) {
            regions.add(region);
        }
    }

    private static boolean isRegion(String code) {
        return LIBRARY.getSupportedRegions().contains(code);
    }

    /** What countries are called, in the languages that addresses are written in. */
    private static Map<String, String> countryNames() {
        Map<String, String> names = new HashMap<>();
        for (String language : new String[] {"en", "de", "fr", "es", "it", "nl", "pt", "pl"}) {
            for (String country : Locale.getISOCountries()) {
                String name = new Locale("", country).getDisplayCountry(Locale.forLanguageTag(language));
                names.putIfAbsent(name.toLowerCase(Locale.ROOT), country);
            }
        }
        names.put("usa", "US");
        names.put("uk", "GB");
        names.put("england", "GB");
        names.put("scotland", "GB");
        return names;
    }
}
