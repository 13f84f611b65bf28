package dev.gleaner.workflow.contact;

import dev.gleaner.address.SiteName;
import dev.gleaner.markup.ParsedPage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Finds every way to reach the people behind a page, with the evidence. Its time and its output are bounded whatever the
 * page holds; the surest evidence is read first, so that a bound cuts the least sure.
 */
@ApplicationScoped
public class ContactExtractor {

    /** The contacts of a page that belongs to the site of its own host. */
    public List<FoundContact> extract(ParsedPage page) {
        return extract(page, page.site());
    }

    /**
     * The contacts of a page.
     *
     * @param site the site in whose name it is read: addresses on its domain are surer, and may use names that would be
     *     placeholders elsewhere
     */
    public List<FoundContact> extract(ParsedPage page, SiteName site) {
        return extract(page, Optional.of(site));
    }

    private static List<FoundContact> extract(ParsedPage page, Optional<SiteName> site) {
        List<String> regions = PhoneRegions.of(page);
        Gathering gathering = new Gathering(page, site);
        new LinkContacts(gathering, regions).read();
        new StructuredContacts(gathering, regions).read();
        new TextContacts(gathering, regions).read();
        return gathering.contacts();
    }
}
