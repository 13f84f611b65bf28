package dev.gleaner.workflow.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.address.WebUrl;
import dev.gleaner.markup.ParsedPage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Labelled pages: each begins with a comment that names its address and exactly what should be found on it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ContactPagesTest {
    private static final int FEWEST_PAGES = 70;

    /** A labelled page. */
    record LabelledPage(String name, WebUrl url, List<String> expected, String html) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void exactly_the_labelled_contacts_are_found(LabelledPage page) {
        assertThat(foundOn(page)).containsExactlyInAnyOrderElementsOf(page.expected());
    }

    @Test
    void there_are_enough_labelled_pages() throws Exception {
        assertThat(pages()).hasSizeGreaterThanOrEqualTo(FEWEST_PAGES);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_contact_carries_its_evidence(LabelledPage page) {
        assertThat(contactsOn(page)).allSatisfy(contact -> {
            assertThat(contact.snippet()).isNotBlank().hasSizeLessThanOrEqualTo(200);
            assertThat(contact.confidence()).isBetween(0.0, 1.0);
        });
    }

    @Test
    void precision_and_recall_over_all_pages_are_high() throws Exception {
        long expected = 0;
        long found = 0;
        long right = 0;
        for (LabelledPage page : pages()) {
            List<String> contacts = foundOn(page);
            expected += page.expected().size();
            found += contacts.size();
            right += contacts.stream().filter(page.expected()::contains).count();
        }
        double precision = (double) right / found;
        double recall = (double) right / expected;
        System.out.printf("contacts: %d labelled, precision %.3f, recall %.3f%n", expected, precision, recall);
        assertThat(precision).isGreaterThanOrEqualTo(0.98);
        assertThat(recall).isGreaterThanOrEqualTo(0.95);
    }

    private static List<String> foundOn(LabelledPage page) {
        return contactsOn(page).stream()
                .map(it -> it.kind() + " " + it.value() + " " + it.how())
                .toList();
    }

    private static List<FoundContact> contactsOn(LabelledPage page) {
        return new ContactExtractor().extract(ParsedPage.parse(page.html(), page.url(), Optional.empty()));
    }

    static List<LabelledPage> pages() throws IOException, URISyntaxException {
        Path folder = Path.of(ContactPagesTest.class.getResource("pages").toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(ContactPagesTest::read).toList();
        }
    }

    private static LabelledPage read(Path file) {
        try {
            String[] parts = Files.readString(file).split("-->\n", 2);
            List<String> label = parts[0].lines().skip(1).toList();
            WebUrl url = WebUrl.of(label.get(0).substring("page: ".length()));
            return new LabelledPage(file.getFileName().toString(), url, label.subList(1, label.size()), parts[1]);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
