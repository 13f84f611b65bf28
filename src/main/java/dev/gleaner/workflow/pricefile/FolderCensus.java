package dev.gleaner.workflow.pricefile;

import dev.gleaner.workflow.price.StockSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Looks what lies in the raw folders. A file is settled when it looks as it did the last time, and was not written to of
 * late. What is no price file is left alone; the log says so once.
 */
@ApplicationScoped
class FolderCensus {
    private static final Logger LOG = Logger.getLogger(FolderCensus.class);
    private static final int MOST = 1000;

    private final PriceFolder folder;
    private final Clock clock;
    private final Duration settle;
    private final Set<Path> strangers = new HashSet<>();
    private Map<Path, RawFile> before = Map.of();

    FolderCensus(PriceFolder folder, Clock clock, StockSettings settings) {
        this.folder = folder;
        this.clock = clock;
        this.settle = settings.settle();
    }

    /** The files of all tenants, some of them if there are very many. Blocking; one look at a time. */
    synchronized List<RawFile> take() throws IOException {
        Map<Path, RawFile> seen = new HashMap<>();
        for (String tenant : folder.tenants()) {
            for (Path path : folder.raw(tenant)) {
                look(tenant, path).ifPresent(file -> seen.put(path, file));
            }
        }
        before = seen;
        strangers.removeIf(Files::notExists);
        List<RawFile> files = new ArrayList<>(seen.values());
        return files.size() <= MOST ? files : files.subList(0, MOST);
    }

    private Optional<RawFile> look(String tenant, Path path) throws IOException {
        Optional<FileName> name = FileName.parse(path.getFileName().toString())
                .filter(it -> it.toString().equals(path.getFileName().toString()));
        if (name.isEmpty() || !Files.isRegularFile(path)) {
            if (strangers.add(path) && Files.exists(path)) {
                LOG.warnf("%s is no price file (SYMBOL_YYYY-MM-DD.html or .csv) and is left alone", path);
            }
            return Optional.empty();
        }
        try {
            return Optional.of(look(tenant, name.get(), path));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    private RawFile look(String tenant, FileName name, Path path) throws IOException {
        BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
        RawFile last = before.get(path);
        boolean same =
                last != null && last.size() == now.size() && last.modified().equals(now.lastModifiedTime());
        Instant quietSince = now.lastModifiedTime().toInstant().plus(settle);
        return new RawFile(
                tenant, name, path, now.size(), now.lastModifiedTime(), same && !quietSince.isAfter(clock.instant()));
    }
}
