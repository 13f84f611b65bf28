package dev.gleaner.workflow.site;

import dev.gleaner.address.WebUrl;
import dev.gleaner.fetch.Validators;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which version of its resource an item was read from last. Written set-based by {@link ReadVersions}, together with what
 * was read.
 */
@Embeddable
public class ReadVersion {
    @Column(name = "read_url")
    private String url;

    @Column(name = "read_etag")
    private String etag;

    @Column(name = "read_modified")
    private String modified;

    @Column(name = "read_edition")
    private Integer edition;

    @Column(name = "read_lease")
    private Long lease;

    /** For Hibernate. */
    protected ReadVersion() {}

    ReadVersion(String url, String etag, String modified, int edition, long lease) {
        this.url = url;
        this.etag = etag;
        this.modified = modified;
        this.edition = edition;
        this.lease = lease;
    }

    /**
     * What makes the next request conditional; empty if it has to be a plain one. A version counts only if the attempt
     * just before this one wrote it: after anything else (a failure, a filter, a lease that was lost) the item is read
     * anew. So it is, too, when our reader has become another one since.
     *
     * @param version the item's, null if it has none
     * @param edition of the reader that would read it now
     * @param lease the number of the item's present lease
     */
    public static Optional<Validators> current(@Nullable ReadVersion version, int edition, long lease) {
        return Optional.ofNullable(version)
                .filter(it -> it.url != null && it.lease != null && it.lease == lease - 1)
                .filter(it -> it.edition != null && it.edition == edition)
                .map(ReadVersion::validators)
                .filter(it -> !it.isEmpty());
    }

    private Validators validators() {
        return new Validators(WebUrl.of(url), Optional.ofNullable(etag), Optional.ofNullable(modified));
    }
}
