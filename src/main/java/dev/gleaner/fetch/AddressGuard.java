package dev.gleaner.fetch;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the fetcher on the public internet: users name the addresses, so this is where a server inside the operator's
 * network would be reached by mistake or by malice. Refuses every address that is not globally reachable by IANA's
 * special-purpose registries, and those that smuggle an IPv4 address inside an IPv6 one. Judges the address that is
 * connected to, never a name.
 */
final class AddressGuard {
    private static final IpBlock GLOBAL_UNICAST = IpBlock.of("2000::/3", "global");
    private static final List<IpBlock> SPECIAL = List.of(
            IpBlock.of("0.0.0.0/8", "this network"),
            IpBlock.of("10.0.0.0/8", "private"),
            IpBlock.of("100.64.0.0/10", "shared by a provider's customers"),
            IpBlock.of("127.0.0.0/8", "loopback"),
            IpBlock.of("168.63.129.16/32", "cloud metadata"),
            IpBlock.of("169.254.0.0/16", "link-local or cloud metadata"),
            IpBlock.of("172.16.0.0/12", "private"),
            IpBlock.of("192.0.0.0/24", "reserved for protocols"),
            IpBlock.of("192.0.2.0/24", "documentation"),
            IpBlock.of("192.88.99.0/24", "a 6to4 relay"),
            IpBlock.of("192.168.0.0/16", "private"),
            IpBlock.of("198.18.0.0/15", "for benchmarks"),
            IpBlock.of("198.51.100.0/24", "documentation"),
            IpBlock.of("203.0.113.0/24", "documentation"),
            IpBlock.of("224.0.0.0/4", "multicast"),
            IpBlock.of("240.0.0.0/4", "reserved"),
            IpBlock.of("2001::/23", "reserved for protocols or Teredo"),
            IpBlock.of("2001:db8::/32", "documentation"),
            IpBlock.of("2002::/16", "6to4"),
            IpBlock.of("3fff::/20", "documentation"));

    private final boolean allowPrivate;
    private final Set<Integer> ports;

    AddressGuard(FetchSettings settings) {
        this.allowPrivate = settings.allowPrivate();
        this.ports = settings.ports();
    }

    /** Why a connection must not be made, as it reads after the host's name; empty if it may. */
    Optional<String> objection(InetAddress address, int port) {
        Optional<String> special = special(address);
        if (special.isPresent()) {
            return allowPrivate ? Optional.empty() : special.map(meaning -> "has an address that is " + meaning);
        }
        return objection(port);
    }

    /** Why a port must not be used. */
    Optional<String> objection(int port) {
        return ports.contains(port)
                ? Optional.empty()
                : Optional.of("is asked for on port " + port + ", which is not among the allowed ones");
    }

    /** What an address is for that is not globally reachable. */
    static Optional<String> special(InetAddress address) {
        byte[] bytes = address.getAddress();
        // 2000::/3 is all that is handed out: mapped, translated (NAT64), unique-local and link-local lie outside.
        boolean outside = address instanceof Inet6Address && !GLOBAL_UNICAST.contains(bytes);
        return outside
                ? Optional.of("no global IPv6 address")
                : SPECIAL.stream()
                        .filter(block -> block.contains(bytes))
                        .map(IpBlock::meaning)
                        .findFirst();
    }
}
