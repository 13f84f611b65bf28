package dev.gleaner.workflow.pricefile;

import dev.gleaner.item.WorkItem;
import dev.gleaner.vocabulary.FileFolder;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;

/** A file with prices. Made set-based by {@link PriceFileIntake}, filled by {@link LoadedFiles}. */
@Entity
public class PriceFile extends WorkItem {
    String name;
    String symbol;
    String sha256;
    long bytes;

    @Convert(converter = FolderWord.class)
    FileFolder folder;

    Integer rowCount;
    Integer eventCount;
    Integer changedCount;

    /** JSON. */
    String rejected;

    Integer rejectedCount;
    String notes;

    /** For Hibernate. */
    protected PriceFile() {}

    String name() {
        return name;
    }

    String symbol() {
        return symbol;
    }
}
