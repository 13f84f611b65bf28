package dev.gleaner.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ServerTracesTest {

    @Test
    void the_values_of_cookies_are_left_behind() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add("Server", "nginx")
                .add("Set-Cookie", "PHPSESSID=secret; Path=/")
                .add("set-cookie", "lang=de");

        assertThat(ServerTraces.of(headers)).isEqualTo(Map.of("server", "nginx", "set-cookie", "PHPSESSID, lang"));
    }

    @Test
    void a_server_that_talks_much_is_cut_short() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < 500; i++) {
            headers.add("X-" + i, "words ".repeat(1000)).add("X-0", "more");
        }

        assertThat(ServerTraces.of(headers))
                .hasSize(60)
                .allSatisfy((name, value) -> assertThat(value).hasSizeLessThanOrEqualTo(300));
    }
}
