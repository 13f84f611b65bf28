package dev.gleaner.workflow.pricefile;

import dev.gleaner.vocabulary.FileFolder;
import dev.gleaner.vocabulary.ProcessingStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Moves files about at somebody's wish. Blocking. */
@ApplicationScoped
class PriceUploads {
    private final PriceFolder folder;

    PriceUploads(PriceFolder folder) {
        this.folder = folder;
    }

    /** Puts what was uploaded into the raw folder. */
    Arrival keep(Arrival arrival, Path uploaded) throws IOException {
        try (InputStream content = Files.newInputStream(uploaded)) {
            folder.put(arrival.tenant(), arrival.name(), content);
        }
        return arrival;
    }

    /** Puts a dead letter back into the raw folder, without its reason. True if there was one. */
    boolean revive(String tenant, PriceFileView file) throws IOException {
        if (file.item().processingStatus() != ProcessingStatus.ERROR) {
            return false;
        }
        folder.forgive(tenant, file.name());
        return Files.exists(folder.pathOf(tenant, FileFolder.DEADLETTER_RESPONSES, file.name()))
                && folder.move(tenant, file.name(), FileFolder.DEADLETTER_RESPONSES, FileFolder.RAW_RESPONSES);
    }
}
