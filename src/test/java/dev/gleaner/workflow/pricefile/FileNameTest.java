package dev.gleaner.workflow.pricefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FileNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "F_2024-03-15.html",
                "BRK.B_2024-03-15.csv",
                "BF-B_2024-03-15.csv",
                "^GSPC_2024-03-15.html",
                "7203.T_2024-03-15.html",
                "EURUSD=X_2024-02-29.csv"
            })
    void symbols_of_real_exchanges_make_names(String name) {
        assertThat(FileName.parse(name)).hasValueSatisfying(it -> assertThat(it).hasToString(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".gitkeep",
                "ACME.html",
                "ACME_2024-03-15.zip",
                "ACME_2024-03-15.html.part",
                "ACME_2024-02-30.html",
                "_2024-03-15.html",
                "../ACME_2024-03-15.html",
                "..\\ACME_2024-03-15.html",
                ".._2024-03-15.html",
                "A/B_2024-03-15.html",
                "A B_2024-03-15.html",
                "ABCDEFGHIJKLMNOP_2024-03-15.html",
                "ACME_2024-03-15.html\n"
            })
    void others_are_none(String name) {
        assertThat(FileName.parse(name)).isEmpty();
    }

    @Test
    void a_symbol_in_lower_case_is_the_same_symbol() {
        assertThat(FileName.parse("brk.b_2024-03-15.csv")).hasValueSatisfying(it -> {
            assertThat(it.symbol().value()).isEqualTo("BRK.B");
            assertThat(it.date()).isEqualTo(LocalDate.of(2024, 3, 15));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "..", "a/b", "äö ü", "%2e"})
    void the_folder_of_a_tenant_is_one_name_and_leads_back_to_it(String tenant) {
        String folder = TenantFolder.nameOf(tenant);

        assertThat(folder).matches("[A-Za-z0-9%+_-]+");
        assertThat(TenantFolder.tenantOf(folder)).isEqualTo(tenant);
    }
}
