package dev.gleaner.identity;

import dev.gleaner.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Slows down guessing: after too many failures within the window, sign-in is refused for an account or an address,
 * even with the right password. Asked before a password is checked and again after, because many guesses may be sent at
 * once. Bounded in memory: when full, the window's failures so far are forgotten rather than the service's memory lost.
 */
@ApplicationScoped
class LoginThrottle {
    private static final int MOST_KEYS = 50_000;

    private final IdentitySettings.Throttle settings;
    private final Clock clock;
    private final Map<String, Deque<Instant>> failures = new HashMap<>();

    LoginThrottle(IdentitySettings settings, Clock clock) {
        this.settings = settings.throttle();
        this.clock = clock;
    }

    /**
     * Passes while there is an attempt left.
     *
     * @throws ProblemException 429 with the time to wait otherwise
     */
    synchronized void require(String email, String address) {
        require(accountKey(email), settings.failuresPerAccount());
        require(addressKey(address), settings.failuresPerAddress());
    }

    synchronized void failed(String email, String address) {
        if (failures.size() >= MOST_KEYS) {
            forgetOld();
        }
        recent(accountKey(email)).add(clock.instant());
        recent(addressKey(address)).add(clock.instant());
    }

    /** The account's owner is there: earlier failures were typing errors. The address's stay. */
    synchronized void succeeded(String email) {
        failures.remove(accountKey(email));
    }

    private void require(String key, int most) {
        Deque<Instant> recent = failures.get(key);
        if (recent == null) {
            return;
        }
        forget(recent);
        if (recent.size() >= most) {
            Instant free = recent.peekFirst().plus(settings.window());
            throw ProblemException.rateLimited(
                    "Too many failed sign-ins. Try again later.", Duration.between(clock.instant(), free));
        }
    }

    private Deque<Instant> recent(String key) {
        return failures.computeIfAbsent(key, anything -> new ArrayDeque<>());
    }

    private void forgetOld() {
        failures.values().removeIf(recent -> {
            forget(recent);
            return recent.isEmpty();
        });
        if (failures.size() >= MOST_KEYS) {
            failures.clear();
        }
    }

    private void forget(Deque<Instant> recent) {
        Instant oldest = clock.instant().minus(settings.window());
        while (!recent.isEmpty() && !recent.peekFirst().isAfter(oldest)) {
            recent.removeFirst();
        }
    }

    private static String accountKey(String email) {
        return "account " + email;
    }

    private static String addressKey(String address) {
        return "address " + address;
    }
}
