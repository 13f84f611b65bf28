package dev.gleaner.fetch;

import dev.gleaner.address.WebUrl;
import dev.gleaner.vocabulary.ErrorCode;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Says in the words of the system what an exchange failed of. */
final class Failures {
    private Failures() {}

    /** The verdict on an exchange that ended with an exception, before or after the connection stood. */
    static Fetched of(Throwable cause, WebUrl url, boolean connected) {
        if (cause instanceof ForbiddenAddress) {
            return new Fetched.Refused(ErrorCode.FORBIDDEN_ADDRESS, cause.getMessage());
        }
        ErrorCode code = code(cause, connected);
        return new Fetched.Failed(code, sentence(code, cause, url), code.isTransient() || isLookupDown(cause), 0);
    }

    /**
     * A name that nobody has registered will not appear within the hour; a resolver that could not be asked is another
     * matter. The JDK tells them apart only by the words of the C library (EAI_AGAIN).
     */
    private static boolean isLookupDown(Throwable cause) {
        return cause instanceof UnknownHostException
                && cause.getMessage() != null
                && cause.getMessage().toLowerCase(Locale.ROOT).contains("temporary failure");
    }

    private static ErrorCode code(Throwable cause, boolean connected) {
        if (cause instanceof ReadTimeout) {
            return ErrorCode.READ_TIMEOUT;
        } else if (cause instanceof DeadlineExceeded) {
            return ErrorCode.DEADLINE_EXCEEDED;
        } else if (cause instanceof BodyTooLarge) {
            return ErrorCode.TOO_LARGE;
        } else if (cause instanceof UnsupportedEncoding || cause instanceof NotHtml) {
            return ErrorCode.UNSUPPORTED_CONTENT;
        } else if (cause instanceof BrokenEncoding) {
            return ErrorCode.PROTOCOL_ERROR;
        } else if (cause instanceof UnknownHostException) {
            return ErrorCode.DNS_NOT_FOUND;
        }
        return wireCode(cause, connected);
    }

    private static ErrorCode wireCode(Throwable cause, boolean connected) {
        if (has(cause, ConnectTimeoutException.class) || has(cause, SslHandshakeTimeoutException.class)) {
            return ErrorCode.CONNECT_TIMEOUT;
        } else if (has(cause, SSLException.class) || has(cause, GeneralSecurityException.class)) {
            return ErrorCode.TLS_FAILED;
        } else if (has(cause, TooLongFrameException.class)) {
            return ErrorCode.HEADERS_TOO_LARGE;
        } else if (has(cause, StreamResetException.class) || has(cause, PrematureChannelClosureException.class)) {
            return ErrorCode.CONNECTION_LOST;
        } else if (!connected) {
            return has(cause, IOException.class) ? ErrorCode.CONNECT_FAILED : ErrorCode.INTERNAL;
        } else if (has(cause, HttpClosedException.class) || has(cause, IOException.class)) {
            return has(cause, DecoderException.class) ? ErrorCode.PROTOCOL_ERROR : ErrorCode.CONNECTION_LOST;
        }
        // What is left are the complaints of the HTTP codec: bad status lines, chunks, lengths.
        return ErrorCode.PROTOCOL_ERROR;
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static String sentence(ErrorCode code, Throwable cause, WebUrl url) {
        return switch (code) {
            case READ_TIMEOUT, DEADLINE_EXCEEDED, TOO_LARGE, UNSUPPORTED_CONTENT -> url + " " + cause.getMessage();
            case HEADERS_TOO_LARGE -> url + " sends a head that is larger than the limit";
            case DNS_NOT_FOUND -> url.host() + " has no address";
            case CONNECT_TIMEOUT -> "no connection to " + url.host() + " within the connect timeout";
            case CONNECT_FAILED -> url.host() + " does not accept connections on port " + url.port();
            case CONNECTION_LOST -> "the connection to " + url.host() + " ended before the answer did";
            case TLS_FAILED -> "no trusted TLS connection to " + url.host() + ": " + cause.getMessage();
            default -> url + " broke off: " + cause.getMessage();
        };
    }
}
