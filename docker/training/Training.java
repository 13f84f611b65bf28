import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a day brings: signs in, scans a site, looks at everything. Whatever is not answered as it should be ends the build. */
class Training {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static String base;
    private static String token = "";

    public static void main(String[] arguments) throws Exception {
        base = arguments[0];
        token = field("accessToken", send("POST", "/api/v1/auth/login",
                "{\"email\":\"training@example.org\",\"password\":\"for-the-training-only\"}"));
        for (int day = 0; day < 3; day++) {
            String scan = field("id", send("POST", "/api/v1/scans", "{\"domain\":\"training.test\"}"));
            send("GET", "/api/v1/scans/" + scan + "/events", null);
            send("POST", "/api/v1/domains", "{\"domains\":[\"a.test\",\"b.test\"]}");
            send("PATCH", "/api/v1/pages/curation", "{\"curationStatus\":\"MAYBE\",\"filter\":{},\"all\":true}");
            for (String list : new String[] {"domains", "sitemaps", "pages", "contacts", "scans", "stocks", "pipelines"}) {
                send("GET", "/api/v1/" + list, null);
            }
            send("GET", "/api/v1/pages/export?format=csv", null);
            send("GET", "/q/metrics", null);
            send("GET", "/q/openapi", null);
            send("GET", "/q/health", null);
        }
    }

    private static String send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(method + " " + path + " answered " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    private static String field(String name, String json) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(json);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + name + " in " + json);
        }
        return matcher.group(1);
    }
}
