package dev.gleaner.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.fixture.RawServer;
import dev.gleaner.fixture.TestCertificate;
import dev.gleaner.vocabulary.ErrorCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TlsTest extends FetcherTestBase {

    @Test
    void a_certificate_that_nobody_vouches_for_is_refused(@TempDir Path folder) throws Exception {
        TestCertificate certificate = TestCertificate.in(folder).with("server", "a.test");
        try (RawServer encrypted = new RawServer(certificate.listener("server"))) {
            Fetched fetched =
                    page(fetcher("resolve", "*.test=https://127.0.0.1:" + encrypted.port()), "https://a.test/");
            assertThat(fetched).isInstanceOfSatisfying(Fetched.Failed.class, failed -> {
                assertThat(failed.reason()).isEqualTo(ErrorCode.TLS_FAILED);
                assertThat(failed.worthRetrying()).isFalse();
            });
            assertThat(encrypted.log()).isEmpty();
        }
    }

    @Test
    void a_server_that_does_not_speak_tls_is_refused() {
        Fetched fetched = page(fetcher("resolve", "*.test=https://127.0.0.1:" + server.port()), "https://a.test/");
        assertThat(fetched)
                .isInstanceOfSatisfying(
                        Fetched.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(ErrorCode.TLS_FAILED));
    }

    @Test
    void a_handshake_that_nobody_answers_counts_as_no_connection() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Fetcher fetcher =
                    fetcher("resolve", "*.test=https://127.0.0.1:" + silent.getLocalPort(), "connect-timeout", "300ms");
            assertThat(page(fetcher, "https://a.test/"))
                    .isInstanceOfSatisfying(
                            Fetched.Failed.class,
                            failed -> assertThat(failed.reason()).isEqualTo(ErrorCode.CONNECT_TIMEOUT));
        }
    }
}
