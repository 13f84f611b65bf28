package dev.gleaner.workflow.pricefile;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The name of a tenant's folder. Whatever a tenant is called, it is one name, and never a path. */
final class TenantFolder {
    private TenantFolder() {}

    static String nameOf(String tenant) {
        return URLEncoder.encode(tenant, StandardCharsets.UTF_8)
                .replace(".", "%2E")
                .replace("*", "%2A");
    }

    static String tenantOf(String name) {
        return URLDecoder.decode(name, StandardCharsets.UTF_8);
    }
}
