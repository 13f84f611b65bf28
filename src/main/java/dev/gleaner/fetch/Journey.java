package dev.gleaner.fetch;

import dev.gleaner.address.WebUrl;
import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.vocabulary.FetchPurpose;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Follows a request to where it ends. Every hop asks for permission, waits for its turn, and is guarded by the wire. */
final class Journey {
    private static final Pattern OTHER_SCHEME =
            Pattern.compile("\\s*(?!https?:)[a-z][a-z0-9+.-]*:.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final FetchSettings settings;
    private final Wire wire;
    private final HostGate gate;
    private final HostDelays delays;
    private final HostCircuits circuits;
    private final Attempts attempts;
    private final RedirectRules redirects;

    Journey(
            FetchSettings settings,
            Wire wire,
            HostGate gate,
            HostDelays delays,
            HostCircuits circuits,
            FetchMetrics metrics) {
        this.settings = settings;
        this.wire = wire;
        this.gate = gate;
        this.delays = delays;
        this.circuits = circuits;
        this.attempts = new Attempts(settings.retry(), metrics);
        this.redirects = new RedirectRules(settings);
    }

    /**
     * Makes a journey.
     *
     * @param permission says why an address must not be visited; asked before each hop
     */
    Uni<Fetched> make(FetchRequest request, Function<WebUrl, Uni<Optional<Fetched>>> permission) {
        Duration time = Limits.of(request.purpose(), settings).deadline();
        return hop(new Trip(request, time), request.url(), permission);
    }

    private Uni<Fetched> hop(Trip trip, WebUrl url, Function<WebUrl, Uni<Optional<Fetched>>> permission) {
        if (!trip.visit(url)) {
            return end(ErrorCode.TOO_MANY_REDIRECTS, trip.request().url() + " redirects in a circle");
        } else if (trip.redirects() > settings.maxRedirects()) {
            return end(
                    ErrorCode.TOO_MANY_REDIRECTS,
                    trip.request().url() + " redirects more than " + settings.maxRedirects() + " times");
        }
        return permission
                .apply(url)
                .chain(objection -> objection
                        .map(reason -> Uni.createFrom().item(reason))
                        .orElseGet(() -> visit(trip, url, permission)));
    }

    private Uni<Fetched> visit(Trip trip, WebUrl url, Function<WebUrl, Uni<Optional<Fetched>>> permission) {
        FetchPurpose purpose = trip.request().purpose();
        return circuits.guard(
                        url.host(), () -> attempts.make(purpose, () -> gate.inTurn(url.host(), () -> ask(trip, url))))
                .chain(leg -> leg instanceof Leg.Onward onward
                        ? follow(trip, url, onward, permission)
                        : Uni.createFrom().item(((Leg.End) leg).fetched()));
    }

    private Uni<Leg> ask(Trip trip, WebUrl url) {
        long start = System.nanoTime();
        return wire.ask(trip.request(), url, trip.left()).onTermination().invoke(() -> {
            Duration taken = Duration.ofNanos(System.nanoTime() - start);
            trip.spend(taken);
            delays.observe(url.host(), taken);
        });
    }

    private Uni<Fetched> follow(
            Trip trip, WebUrl url, Leg.Onward onward, Function<WebUrl, Uni<Optional<Fetched>>> permission) {
        String from = url + " redirects to ";
        if (OTHER_SCHEME.matcher(onward.location()).matches()) {
            return Uni.createFrom()
                    .item(new Fetched.Refused(
                            ErrorCode.FORBIDDEN_ADDRESS, from + "another scheme than http and https"));
        }
        return url.resolve(onward.location())
                .map(target -> redirects
                        .objection(trip.request(), url, target)
                        .map(objection -> refusal(trip, target, objection))
                        .orElseGet(() -> hop(trip, target, permission)))
                .orElseGet(() -> end(ErrorCode.INVALID_URL, from + "something that is no address"));
    }

    /** An address that nobody may reach is called so, by whichever rule it is not reached. */
    private Uni<Fetched> refusal(Trip trip, WebUrl target, Fetched objection) {
        return Uni.createFrom()
                .completionStage(
                        () -> wire.routes().to(target, trip.request().purpose()).toCompletionStage())
                .map(routes -> objection)
                .onFailure()
                .recoverWithItem(failure ->
                        failure instanceof ForbiddenAddress ? Failures.of(failure, target, false) : objection);
    }

    private static Uni<Fetched> end(ErrorCode code, String sentence) {
        return Uni.createFrom().item(new Fetched.Failed(code, sentence, code.isTransient(), 0));
    }
}
