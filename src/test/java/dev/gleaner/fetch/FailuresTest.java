package dev.gleaner.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.address.WebUrl;
import dev.gleaner.vocabulary.ErrorCode;
import java.net.UnknownHostException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FailuresTest {
    private static final WebUrl URL = WebUrl.of("https://shop.test/");

    @Test
    void a_name_that_nobody_has_is_not_asked_for_again() {
        assertThat(Failures.of(new UnknownHostException("shop.test: Name or service not known"), URL, false))
                .isEqualTo(new Fetched.Failed(ErrorCode.DNS_NOT_FOUND, "shop.test has no address", false, 0));
    }

    @Test
    void a_resolver_that_cannot_be_asked_is_worth_another_try() {
        Fetched fetched =
                Failures.of(new UnknownHostException("shop.test: Temporary failure in name resolution"), URL, false);
        assertThat(((Fetched.Failed) fetched).worthRetrying()).isTrue();
    }
}
