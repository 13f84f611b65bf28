package dev.gleaner.workflow.contact;

import dev.gleaner.address.WebUrl;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises profiles on social networks and gives each its one spelling: https, the network's own host, no query.
 * Buttons for sharing, embedded players, single posts and the networks' home pages are no profiles. The networks stand
 * in {@code social-networks.properties}.
 */
final class SocialProfiles {
    private static final RuleFile RULES = RuleFile.load("social-networks.properties");
    private static final Map<String, Network> BY_HOST = byHost();

    /** Editions by device and language; other subdomains are services of the network. */
    private static final Pattern EDITION = Pattern.compile("(?:www|m|mobile|web|touch|[a-z]{2}(?:-[a-z]{2})?)\\.");

    private static final Pattern FACEBOOK_ID = Pattern.compile("/profile\\.php\\?(?:[^#]{0,200}&)?id=([0-9]{5,20})");

    private SocialProfiles() {}

    private static Map<String, Network> byHost() {
        Map<String, Network> networks = new HashMap<>();
        for (String name : RULES.words("networks")) {
            Network network = Network.named(name);
            network.hosts().forEach(host -> networks.putIfAbsent(host, network));
        }
        return networks;
    }

    /** A profile: which network, and where. */
    record Profile(String network, String address) {}

    private record Network(String name, Set<String> hosts, String root, Pattern path, Set<String> reserved) {
        static Network named(String name) {
            return new Network(
                    name,
                    RULES.words(name + ".hosts"),
                    RULES.text(name + ".root"),
                    Pattern.compile(RULES.text(name + ".profile")),
                    RULES.words(name + ".reserved"));
        }

        Optional<Profile> profileAt(String host, String path) {
            Matcher profile = this.path.matcher(path);
            return profile.matches() && !isReserved(profile.group(1))
                    ? Optional.of(new Profile(name, root.replace("{host}", host) + profile.group(1)))
                    : Optional.empty();
        }

        /** A first segment that is reserved may still have profiles below it: the pattern says which. */
        private boolean isReserved(String profile) {
            return reserved.contains(profile.toLowerCase(Locale.ROOT));
        }
    }

    /** Every link of every page is asked, so the host is looked up and not compared. */
    private static Optional<Network> networkAt(String host) {
        int start = 0;
        for (int dot = 0; dot >= 0 && !BY_HOST.containsKey(host.substring(start)); start = dot + 1) {
            dot = host.indexOf('.', start);
        }
        boolean its = start == 0 || EDITION.matcher(host.substring(0, start)).matches();
        return its ? Optional.ofNullable(BY_HOST.get(host.substring(start))) : Optional.empty();
    }

    /** The profile that an address leads to, if it is one. */
    static Optional<Profile> at(WebUrl url) {
        return networkAt(url.host()).flatMap(network -> {
            Matcher id = FACEBOOK_ID.matcher(url.pathAndQuery());
            return network.name().equals("facebook") && id.lookingAt()
                    ? Optional.of(new Profile(network.name(), network.root() + id.group(1)))
                    : network.profileAt(url.host(), url.path());
        });
    }
}
