package dev.gleaner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * A native image holds no file that is not listed. What reflection needs is asserted where it happens, in {@code
 * JsonRows}, by every test that writes rows.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class NativeReadinessTest {
    private static final Path RESOURCES = Path.of("src", "main", "resources");

    /** Those that extensions register themselves: static pages and services, migrations, the configuration. */
    private static final List<String> REGISTERED = List.of("META-INF/", "db/migration/", "application.properties");

    @Test
    void every_resource_of_ours_is_listed() throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            List<String> ours = files.filter(Files::isRegularFile)
                    .map(file -> RESOURCES.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> REGISTERED.stream().noneMatch(name::startsWith))
                    .toList();

            assertThat(ours)
                    .hasSizeGreaterThan(10)
                    .allSatisfy(name -> assertThat(isListed(name)).as(name).isTrue());
        }
    }

    @Test
    void every_data_file_of_the_telephone_library_is_listed() throws Exception {
        URI jar = Class.forName("com.google.i18n.phonenumbers.PhoneNumberUtil")
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI();
        try (FileSystem library = FileSystems.newFileSystem(URI.create("jar:" + jar), Map.of());
                Stream<Path> files = Files.walk(library.getPath("/com"))) {
            List<String> data = files.filter(Files::isRegularFile)
                    .map(file -> file.toString().substring(1))
                    .filter(name -> !name.endsWith(".class"))
                    .toList();

            assertThat(data)
                    .hasSizeGreaterThan(200)
                    .allSatisfy(name -> assertThat(isListed(name)).as(name).isTrue());
        }
    }

    private static boolean isListed(String name) throws IOException {
        Properties settings = new Properties();
        try (var file = Files.newBufferedReader(RESOURCES.resolve("application.properties"))) {
            settings.load(file);
        }
        return Stream.of(settings.getProperty("quarkus.native.resources.includes")
                        .split(","))
                .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                .anyMatch((PathMatcher glob) -> glob.matches(Path.of(name)));
    }
}
