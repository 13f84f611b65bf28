package dev.gleaner.workflow.pricefile;

import dev.gleaner.database.JsonRows;
import dev.gleaner.vocabulary.FileFolder;
import dev.gleaner.vocabulary.ProcessingStatus;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Sets right what differs between the raw folders and what is written down about them: moves what has ended to where it
 * belongs, and finds what nobody has announced. Blocking; knows no connection.
 */
@ApplicationScoped
class FolderOrder {
    private static final Logger LOG = Logger.getLogger(FolderOrder.class);

    private final PriceFolder folder;
    private final JsonRows json;

    FolderOrder(PriceFolder folder, JsonRows json) {
        this.folder = folder;
        this.json = json;
    }

    /**
     * What is to be written down.
     *
     * @param arrivals files to be queued
     * @param moves files that lie elsewhere now
     */
    record Changes(List<Arrival> arrivals, List<Move> moves) {
        boolean isEmpty() {
            return arrivals.isEmpty() && moves.isEmpty();
        }
    }

    Changes restore(List<RawFile> seen, List<Standing> known) throws IOException {
        Map<Path, RawFile> unannounced = new HashMap<>();
        seen.forEach(file -> unannounced.put(file.path(), file));
        Changes changes = new Changes(new ArrayList<>(), new ArrayList<>());
        for (Standing row : known) {
            Path path = folder.pathOf(row.tenant(), FileFolder.RAW_RESPONSES, row.name());
            RawFile file = unannounced.remove(path);
            if (row.hasEnded()) {
                restore(row, path, file != null && file.isSettled(), changes);
            }
        }
        for (RawFile file : unannounced.values()) {
            if (file.isSettled()) {
                arrive(file.tenant(), file.name(), file.path(), changes);
            }
        }
        return changes;
    }

    private void restore(Standing row, Path path, boolean isSettled, Changes changes) throws IOException {
        try {
            boolean known = Fingerprint.of(path).sha256().equals(row.sha256());
            boolean again = row.status() == ProcessingStatus.ERROR && row.folder() != FileFolder.RAW_RESPONSES;
            if (known && !again) {
                move(row, changes);
            } else if (isSettled) {
                arrive(row.tenant(), FileName.parse(row.name()).orElseThrow(), path, changes);
            }
        } catch (NoSuchFileException elsewhere) {
            notInRaw(row, changes);
        }
    }

    /** The reason first: whoever finds the dead letter finds it, too. */
    private void move(Standing row, Changes changes) throws IOException {
        if (row.status() == ProcessingStatus.ERROR) {
            folder.explain(row.tenant(), row.name(), json.text(new Reason(row)));
        } else {
            folder.forgive(row.tenant(), row.name());
        }
        if (folder.move(row.tenant(), row.name(), FileFolder.RAW_RESPONSES, row.target())) {
            changes.moves().add(moveOf(row));
        }
    }

    /** It was moved and there was no time to write that down, or somebody took it. */
    private void notInRaw(Standing row, Changes changes) throws IOException {
        if (row.folder() != FileFolder.RAW_RESPONSES) {
            return;
        }
        if (Files.notExists(folder.pathOf(row.tenant(), row.target(), row.name()))) {
            LOG.warnf("Price file %s is not where it was put", row.name());
            if (row.status() == ProcessingStatus.ERROR) {
                folder.explain(row.tenant(), row.name(), json.text(new Reason(row)));
            }
        }
        changes.moves().add(moveOf(row));
    }

    private static Move moveOf(Standing row) {
        return new Move(row.id(), row.target().word(), row.status());
    }

    private static void arrive(String tenant, FileName name, Path path, Changes changes) throws IOException {
        try {
            changes.arrivals().add(new Arrival(tenant, name, Fingerprint.of(path)));
        } catch (NoSuchFileException gone) {
            LOG.debugf("%s was there a moment ago", path);
        }
    }

    /** What stands beside a dead letter. */
    @RegisterForReflection
    private record Reason(
            String file, String sha256, String code, String message, String step, String at, int attempts) {
        Reason(Standing row) {
            this(
                    row.name(),
                    row.sha256(),
                    row.why() == null ? null : row.why().code(),
                    row.why() == null ? null : row.why().message(),
                    row.why() == null ? null : row.why().step(),
                    row.why() == null ? null : row.why().at(),
                    row.attempts());
        }
    }
}
