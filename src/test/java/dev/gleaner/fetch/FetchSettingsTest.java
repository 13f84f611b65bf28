package dev.gleaner.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gleaner.vocabulary.FetchPurpose;
import io.quarkus.runtime.LaunchMode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FetchSettingsTest {

    @Test
    void the_defaults_are_the_documented_ones() {
        FetchSettings settings = TestSettings.defaults();
        assertThat(settings.userAgent()).isEqualTo("Gleaner/0.1 (+https://gleaner.example/about-this-crawler)");
        assertThat(settings.defaultDelay()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.maxCrawlDelay()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.readTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.sitemapDeadline()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.pageMaxBytes().asLongValue()).isEqualTo(5 << 20);
        assertThat(settings.sitemapMaxBytes().asLongValue()).isEqualTo(64 << 20);
        assertThat(settings.robotsMaxBytes().asLongValue()).isEqualTo(500 << 10);
        assertThat(settings.ports()).containsExactlyInAnyOrder(80, 443);
        assertThat(settings.allowPrivate()).isFalse();
        assertThat(settings.httpsToHttpRedirects()).isFalse();
        assertThat(settings.crossSiteRedirects())
                .hasValueSatisfying(all -> assertThat(all)
                        .containsExactlyInAnyOrder(FetchPurpose.PAGE, FetchPurpose.SITEMAP, FetchPurpose.ROBOTS));
        assertThat(settings.pageTypes()).containsExactlyInAnyOrder("text/html", "application/xhtml+xml");
        assertThat(settings.sitemapTypes()).containsExactlyInAnyOrder("text/*", "application/*", "binary/octet-stream");
        assertThat(settings.retry().maxRetries()).isEqualTo(2);
        assertThat(settings.retry().delay()).isEqualTo(Duration.ofMillis(500));
        assertThatCode(() -> SettingsCheck.require(settings, LaunchMode.NORMAL)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"1s,1000", "200ms,200", "5m,300000", "0s,0", "PT20S,20000"})
    void durations_are_spelled_as_the_contract_says(String text, long millis) {
        assertThat(TestSettings.with(Map.of("default-delay", text)).defaultDelay())
                .isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "resolve|*.test",
                "resolve|shop.test=127.0.0.1",
                "resolve|=http://127.0.0.1",
                "resolve|sh*p.test=http://127.0.0.1",
                "resolve|shop.test=http://127.0.0.1/path",
                "product-token|Gleaner 2",
                "user-agent|Gléaner",
                "connect-timeout|0s",
                "page-deadline|0s",
                "default-delay|-1s",
                "retry.max-delay|1ms",
                "retry.max-retries|-1",
                "max-redirects|-1",
                "ports|0",
                "page-types|html",
                "sitemap-types|text/xml; charset=utf-8",
                "page-max-bytes|2G"
            })
    void a_bad_value_is_refused_with_a_sentence_that_names_its_key(String key, String value) {
        FetchSettings settings = TestSettings.with(Map.of(key, value.replace("-1s", "PT-1S")));
        assertThatThrownBy(() -> SettingsCheck.require(settings, LaunchMode.DEVELOPMENT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(key);
    }

    @Test
    void private_addresses_are_for_development() {
        FetchSettings settings = TestSettings.with(Map.of("allow-private", "true"));
        assertThatCode(() -> SettingsCheck.require(settings, LaunchMode.DEVELOPMENT))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> SettingsCheck.require(settings, LaunchMode.NORMAL))
                .hasMessageContaining("GLEANER_FETCH_ALLOW_PRIVATE")
                .hasMessageContaining("GLEANER_FETCH_RESOLVE");
    }

    @Test
    void a_host_is_sent_to_its_fixed_address_exact_names_first() {
        FixedAddresses fixed = FixedAddresses.of(TestSettings.with(
                Map.of("resolve", "*.test=http://127.0.0.1:9001, Shop.test=https://10.0.0.5,*.example=http://[::1]")));
        assertThat(fixed.of("a.b.test").orElseThrow().origin()).isEqualTo("http://127.0.0.1:9001/");
        assertThat(fixed.of("shop.test").orElseThrow().port()).isEqualTo(443);
        assertThat(fixed.of("x.example").orElseThrow().host()).isEqualTo("::1");
        assertThat(fixed.of("test")).isEmpty();
        assertThat(fixed.of("contest")).isEmpty();
    }
}
