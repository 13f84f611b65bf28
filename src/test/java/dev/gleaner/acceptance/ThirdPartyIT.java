package dev.gleaner.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What others have made of the package is listed with its licence: a new part is looked at before it is shipped. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ThirdPartyIT {
    private static final Path LIBRARIES = Path.of("target", "quarkus-app", "lib");
    private static final Path LIST = Path.of("THIRD-PARTY.txt");

    /** Each of them lets an Apache-licensed service be given away together with the part. */
    private static final Set<String> GOOD = Set.of(
            "Apache-2.0", "MIT", "MIT-0", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "EPL-1.0", "EPL-2.0");

    @Test
    void every_part_of_the_package_is_listed_and_nothing_else() throws IOException {
        assertThat(listed().keySet())
                .as("%s says for each part `name | licence`: look the new one's up in its POM", LIST)
                .containsExactlyElementsOf(shipped());
    }

    @Test
    void every_part_may_be_shipped() throws IOException {
        assertThat(listed())
                .allSatisfy((name, licence) -> assertThat(GOOD).as(name).contains(licence.split(" or ")[0]));
    }

    private static Map<String, String> listed() throws IOException {
        return Files.readAllLines(LIST).stream()
                .filter(line -> line.contains(" | "))
                .map(line -> line.split(" \\| "))
                .collect(Collectors.toMap(row -> row[0], row -> row[1], (one, other) -> one, TreeMap::new));
    }

    private static Set<String> shipped() throws IOException {
        try (Stream<Path> files = Files.walk(LIBRARIES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .map(ThirdPartyIT::withoutVersion)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** And without the platform, for which some parts are resolved. */
    private static String withoutVersion(String jar) {
        return jar.replaceFirst("-\\d.*", "").replaceFirst("native-(?:linux|osx|windows)[\\w-]*$", "native-PLATFORM");
    }
}
