package dev.gleaner.workflow.pricefile;

import dev.gleaner.vocabulary.FileFolder;
import dev.gleaner.vocabulary.ProcessingStatus;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is written down about a file. */
record Standing(
        UUID id,
        String tenant,
        String name,
        String sha256,
        ProcessingStatus status,
        FileFolder folder,
        int attempts,
        @Nullable Why why) {

    /** Why it failed. */
    record Why(String code, String message, String step, String at) {}

    /** Whether the machine is done with it. */
    boolean hasEnded() {
        return status == ProcessingStatus.COMPLETE || status == ProcessingStatus.ERROR;
    }

    /** Where it belongs when it has ended. */
    FileFolder target() {
        return status == ProcessingStatus.COMPLETE ? FileFolder.PARSED_RESPONSES : FileFolder.DEADLETTER_RESPONSES;
    }
}
