package dev.gleaner.fetch;

import dev.gleaner.address.WebUrl;
import dev.gleaner.vocabulary.FetchPurpose;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the ways to a server, and only the allowed ones. */
final class Routes {
    /** Connecting takes its timeout for each; more would use up the deadline. */
    private static final int MOST = 3;

    private final Vertx vertx;
    private final AddressGuard guard;
    private final FixedAddresses fixed;

    Routes(Vertx vertx, FetchSettings settings) {
        this.vertx = vertx;
        this.guard = new AddressGuard(settings);
        this.fixed = FixedAddresses.of(settings);
    }

    /**
     * The allowed ways to a server, in the order to try them; at least one.
     *
     * <p>Fails with {@link ForbiddenAddress} or {@link UnknownHostException}.
     */
    Future<List<Route>> to(WebUrl url, FetchPurpose purpose) {
        return vertx.executeBlocking(() -> resolve(url, purpose), false);
    }

    private List<Route> resolve(WebUrl url, FetchPurpose purpose) throws UnknownHostException {
        Optional<WebUrl> target = fixed.of(url.host());
        if (target.isPresent()) {
            return fixed(url, target.get());
        }
        return purpose == FetchPurpose.KEYS ? trusted(url) : checked(url);
    }

    /** Where the operator sends us; no user and no site has a say in it. */
    private static List<Route> trusted(WebUrl url) throws UnknownHostException {
        return List.of(route(url, InetAddress.getByName(url.host())));
    }

    private List<Route> fixed(WebUrl url, WebUrl target) throws UnknownHostException {
        guard.objection(url.port()).ifPresent(reason -> forbid(url, reason));
        String address = InetAddress.getByName(target.host()).getHostAddress();
        return List.of(new Route(url, address, target.port(), target.scheme().equals("https")));
    }

    private List<Route> checked(WebUrl url) throws UnknownHostException {
        List<Route> allowed = new ArrayList<>();
        List<String> objections = new ArrayList<>();
        for (InetAddress address : InetAddress.getAllByName(url.host())) {
            guard.objection(address, url.port())
                    .ifPresentOrElse(objections::add, () -> allowed.add(route(url, address)));
        }
        if (allowed.isEmpty()) {
            forbid(url, objections.get(0));
        }
        return allowed.size() > MOST ? allowed.subList(0, MOST) : allowed;
    }

    private static Route route(WebUrl url, InetAddress address) {
        return new Route(url, address.getHostAddress(), url.port(), url.scheme().equals("https"));
    }

    private static void forbid(WebUrl url, String reason) {
        throw new ForbiddenAddress(url.host() + " " + reason);
    }
}
