package dev.gleaner.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class Ipv4SpellingTest {

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1/,127.0.0.1",
        "http://2130706433/,127.0.0.1",
        "http://0x7f.1/,127.0.0.1",
        "http://0x7F000001/,127.0.0.1",
        "http://0177.0.0.1/,127.0.0.1",
        "http://127.1/,127.0.0.1",
        "http://127.0.0.1./,127.0.0.1",
        "http://1.2.3/,1.2.0.3",
        "http://4294967295/,255.255.255.255",
        "http://0/,0.0.0.0",
        "http://0x/,0.0.0.0",
        "http://1.2.3.com/,1.2.3.com",
        "http://7eleven.example/,7eleven.example",
        "http://0x7f.example/,0x7f.example",
        "http://[::1]/,::1"
    })
    void an_address_has_one_spelling(String url, String host) {
        assertThat(WebUrl.parse(url).map(WebUrl::host)).contains(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://256.1.1.1/",
                "http://1.2.3.4.5/",
                "http://4294967296/",
                "http://1.2.65536/",
                "http://08.1.1.1/",
                "http://foo.1/",
                "http://./",
                "http://../",
                "http://a../"
            })
    void a_broken_address_is_no_web_address(String url) {
        assertThat(WebUrl.parse(url)).isEqualTo(Optional.empty());
    }
}
