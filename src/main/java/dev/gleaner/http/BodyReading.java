package dev.gleaner.http;

import com.fasterxml.jackson.core.JacksonException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;

/** Reads bodies, and says of a broken one what is wrong with it; a missing one would reach the resource as null. */
@Provider
class BodyReading implements ReaderInterceptor {
    private final BodyLimit limit;

    BodyReading(BodyLimit limit) {
        this.limit = limit;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        context.setInputStream(new LimitedStream(context.getInputStream(), limit.bytes(context.getMediaType())));
        Object body = read(context);
        if (body == null) {
            throw ProblemException.invalid("body", "is missing");
        }
        return body;
    }

    private static Object read(ReaderInterceptorContext context) throws IOException {
        try {
            return context.proceed();
        } catch (JacksonException broken) {
            throw JsonMistake.of(broken);
        } catch (WebApplicationException wrapped) {
            if (wrapped.getCause() instanceof JacksonException broken) {
                throw JsonMistake.of(broken);
            }
            throw wrapped;
        }
    }
}
