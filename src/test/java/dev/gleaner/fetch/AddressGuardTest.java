package dev.gleaner.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AddressGuardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.100.100.200",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "168.63.129.16",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.7",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::7f00:1",
                "::ffff:127.0.0.1",
                "64:ff9b::808:808",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:0:53aa:64c:0:7fff:80ff:fffe",
                "2001:2::1",
                "2001:10::1",
                "2001:20::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void what_is_not_globally_reachable_is_refused(String address) throws UnknownHostException {
        assertThat(objection(Map.of(), address, 80)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.1",
                "192.167.255.255",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2001:200::1",
                "2001:4860:4860::8888",
                "2003::1",
                "2606:4700::1111",
                "2a00:1450:4001:80b::200e"
            })
    void public_addresses_pass(String address) throws UnknownHostException {
        assertThat(objection(Map.of(), address, 443)).isFalse();
    }

    @Test
    void only_the_ports_of_the_web_pass() throws UnknownHostException {
        assertThat(objection(Map.of(), "8.8.8.8", 25)).isTrue();
        assertThat(objection(Map.of(), "8.8.8.8", 8080)).isTrue();
        assertThat(objection(Map.of("ports", "80,443,8080"), "8.8.8.8", 8080)).isFalse();
    }

    @Test
    void private_addresses_pass_where_the_operator_allows_them_and_other_rules_still_hold()
            throws UnknownHostException {
        Map<String, String> development = Map.of("allow-private", "true");
        assertThat(objection(development, "127.0.0.1", 9001)).isFalse();
        assertThat(objection(development, "8.8.8.8", 9001)).isTrue();
    }

    private static boolean objection(Map<String, String> settings, String address, int port)
            throws UnknownHostException {
        return new AddressGuard(TestSettings.with(settings))
                .objection(InetAddress.getByName(address), port)
                .isPresent();
    }
}
