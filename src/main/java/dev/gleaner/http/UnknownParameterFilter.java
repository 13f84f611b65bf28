package dev.gleaner.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses query parameters that the resource method does not declare or cannot read, before the framework would ignore
 * the one and answer 404 to the other. What a method declares is looked up once.
 */
@ApplicationScoped
class UnknownParameterFilter {
    private final Map<Method, QueryParameters> declared = new ConcurrentHashMap<>();

    @ServerRequestFilter
    public void refuse(ResourceInfo resource, UriInfo address) {
        if (address.getPath(true).indexOf('\0') >= 0) {
            throw ProblemException.notFound("There is nothing at this address.");
        }
        declared.computeIfAbsent(resource.getResourceMethod(), QueryParameters::of)
                .require(address.getQueryParameters(true));
    }
}
