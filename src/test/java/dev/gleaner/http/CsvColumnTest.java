package dev.gleaner.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people call the column in question, and how their programs write a table. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CsvColumnTest {
    private final CsvColumn column = new CsvColumn("domain", "url", "website");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Domain\none.test\ntwo.test\n",
                "name,Website URL\nA,one.test\nB,two.test",
                "name;Company website;phone\nA;one.test;1\nB;two.test;2",
                "id\tcompany_domain\r\n1\tone.test\r\n2\ttwo.test",
                "name|url\nA|one.test\nB|two.test",
                "Website URL\none.test\ntwo.test",
                "website of ours,domain\nwrong.test,one.test\nwrong.test,two.test"
            })
    void the_column_is_found_by_its_name(String table) {
        assertThat(read(table)).containsExactly("one.test", "two.test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"one.test\ntwo.test", "www.domain.test/url\ntwo.test"})
    void a_list_without_a_header_is_no_header(String list) {
        assertThat(read(list)).hasSize(2).contains("two.test");
    }

    @Test
    void a_table_without_such_a_column_is_refused() {
        assertThatThrownBy(() -> read("name,curlers\nA,one.test")).isInstanceOf(ProblemException.class);
    }

    private List<String> read(String table) {
        return column.read(new ByteArrayInputStream(table.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }
}
