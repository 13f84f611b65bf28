package dev.gleaner.workflow.pricefile;

import dev.gleaner.vocabulary.ProcessingStatus;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/**
 * A file that lies in another folder now; its names are the statement's.
 *
 * @param status why it was moved: if that has changed, the move does not count
 */
@RegisterForReflection
record Move(UUID id, String folder, ProcessingStatus status) {}
