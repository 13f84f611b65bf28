package dev.gleaner.fetch;

import dev.gleaner.address.WebUrl;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;

/**
 * A way to a server: the address that was checked is the address that is connected to, whatever DNS says a moment later.
 *
 * @param url what is asked for
 * @param address the numeric address
 * @param port the port on the wire
 * @param tls whether the wire is encrypted
 */
record Route(WebUrl url, String address, int port, boolean tls) {

    RequestOptions options() {
        return new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setServer(SocketAddress.inetSocketAddress(port, address))
                .setHost(url.host())
                .setPort(port)
                .setSsl(tls)
                .setURI(url.pathAndQuery())
                .setFollowRedirects(false)
                .putHeader("Host", authority());
    }

    /** Host and port as the URL spells them: the default port is left out, an IPv6 address stands in brackets. */
    private String authority() {
        String origin = url.origin();
        return origin.substring(url.scheme().length() + 3, origin.length() - 1);
    }
}
