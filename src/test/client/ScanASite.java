import dev.gleaner.client.ApiClient;
import dev.gleaner.client.ApiException;
import dev.gleaner.client.api.ContactsApi;
import dev.gleaner.client.api.DomainsApi;
import dev.gleaner.client.api.PagesApi;
import dev.gleaner.client.api.PipelinesApi;
import dev.gleaner.client.api.ScansApi;
import dev.gleaner.client.api.SignInApi;
import dev.gleaner.client.api.StocksApi;
import dev.gleaner.client.model.CurationStatus;
import dev.gleaner.client.model.DecisionPageFilter;
import dev.gleaner.client.model.DomainResult;
import dev.gleaner.client.model.DomainSubmission;
import dev.gleaner.client.model.ListingPageView;
import dev.gleaner.client.model.LoginRequest;
import dev.gleaner.client.model.PageCategory;
import dev.gleaner.client.model.PageFilter;
import dev.gleaner.client.model.PageSelection;
import dev.gleaner.client.model.PageView;
import dev.gleaner.client.model.PipelineView;
import dev.gleaner.client.model.PriceFileView;
import dev.gleaner.client.model.Problem;
import dev.gleaner.client.model.ScanRequest;
import dev.gleaner.client.model.ScanStatus;
import dev.gleaner.client.model.ScanView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A program that works with the generated client: what it does stands in its lines, what it saw is printed. */
public final class ScanASite {
    private static final Set<ScanStatus> ENDS = EnumSet.of(ScanStatus.COMPLETE, ScanStatus.EMPTY, ScanStatus.ERROR);

    private final ApiClient client;
    private final String site;

    private ScanASite(ApiClient client, String site) {
        this.client = client;
        this.site = site;
    }

    /** The service's address, an account and its password, a site. */
    public static void main(String[] arguments) throws Exception {
        ApiClient client = new ApiClient();
        client.updateBaseUri(arguments[0]);
        signIn(client, arguments[1], arguments[2]);
        ScanASite program = new ScanASite(client, arguments[3]);
        program.submit();
        program.scan();
        program.readPages();
        program.readContacts();
        program.curate();
        program.upload();
        program.look();
        program.isToldWhatWasWrong();
    }

    private static void signIn(ApiClient client, String email, String password) throws ApiException {
        String token = new SignInApi(client)
                .authLogin(new LoginRequest().email(email).password(password))
                .getAccessToken();
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
        say("signed in", new SignInApi(client).authMe().getRoles());
    }

    private void submit() throws ApiException {
        List<DomainResult> results = new DomainsApi(client)
                .domainSubmit(new DomainSubmission().domains(List.of(site, "no domain")))
                .getResults();
        results.forEach(it -> say("submitted", it.getInput() + " " + it.getOutcome()));
    }

    private void scan() throws Exception {
        ScansApi scans = new ScansApi(client);
        UUID id = scans.scanStart(new ScanRequest().domain(site).selectPages(PageSelection.ALL))
                .getId();
        ScanView scan = scans.scanGet(id);
        while (!ENDS.contains(scan.getStatus())) {
            Thread.sleep(200);
            scan = scans.scanGet(id);
        }
        say("scan", scan.getStatus() + " " + scan.getCounts().getPagesDone() + " pages");
        say("took time", !scan.getFinishedAt().isBefore(scan.getCreatedAt()));
        String events = Files.readString(scans.scanEvents(id).toPath());
        say("events", events.startsWith("data:") && events.contains(id.toString()));
    }

    private void readPages() throws ApiException {
        List<String> titles = new ArrayList<>();
        String cursor = null;
        do {
            ListingPageView page = pages(cursor, null);
            page.getItems().forEach(it -> titles.add(it.getTitle()));
            cursor = page.getNextCursor();
        } while (cursor != null);
        say("pages, one by one", titles);
        PageView contact = pages(null, PageCategory.CONTACT).getItems().get(0);
        say("contact page", contact.getProcessingStatus() + " " + contact.getHttpStatus());
    }

    private ListingPageView pages(String cursor, PageCategory category) throws ApiException {
        return new PagesApi(client)
                .pageList(category, null, cursor, site, null, null, 1, null, null, null, null, "url", null, true);
    }

    private void readContacts() throws Exception {
        ContactsApi contacts = new ContactsApi(client);
        contacts.contactList(null, site, null, null, 10, null, "value", null)
                .getItems()
                .forEach(it -> say(
                        it.getKind().toString(),
                        it.getValue() + " " + it.getSources().get(0).getHow()));
        Path table = contacts.contactExport(site, null, "csv", null, null, null).toPath();
        say("exported rows", Files.readAllLines(table).size() - 1);
    }

    private void curate() throws ApiException {
        say(
                "archived",
                new PagesApi(client)
                        .pageCurate(new DecisionPageFilter()
                                .curationStatus(CurationStatus.ARCHIVED)
                                .filter(new PageFilter().domain(site).category(PageCategory.CONTACT)))
                        .getUpdated());
    }

    private void upload() throws Exception {
        Path file = Files.createTempDirectory("prices").resolve("ACME_2024-03-15.csv");
        Files.writeString(file, "Date,Open,High,Low,Close,Volume\n2024-03-15,1,2,1,2,100\n");
        PriceFileView brought = new StocksApi(client).priceFileUpload(file.toFile());
        say("brought", brought.getName() + " for " + brought.getSymbol());
    }

    private void look() throws ApiException {
        say(
                "pipelines",
                new PipelinesApi(client)
                        .pipelineList().stream()
                                .map(PipelineView::getName)
                                .sorted()
                                .toList());
    }

    private void isToldWhatWasWrong() throws Exception {
        try {
            new ScansApi(client).scanStart(new ScanRequest().domain(""));
            say("problem", "none");
        } catch (ApiException refused) {
            Problem problem = client.getObjectMapper().readValue(refused.getResponseBody(), Problem.class);
            say("problem", problem.getStatus() + " " + problem.getCode());
            problem.getErrors().forEach(it -> say("field", it.getField()));
        }
    }

    private static void say(String what, Object seen) {
        System.out.println(what + ": " + seen);
    }
}
