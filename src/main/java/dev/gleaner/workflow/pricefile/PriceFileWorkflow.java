package dev.gleaner.workflow.pricefile;

import dev.gleaner.item.WorkItems;
import dev.gleaner.phase.Offload;
import dev.gleaner.pipeline.Failure;
import dev.gleaner.pipeline.Finished;
import dev.gleaner.pipeline.Outcome;
import dev.gleaner.pipeline.Workflow;
import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.vocabulary.Step;
import dev.gleaner.workflow.price.Delivery;
import dev.gleaner.workflow.price.PriceBook;
import dev.gleaner.workflow.price.StockSettings;
import dev.gleaner.workflow.price.Symbol;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Loads a price file: reads and checks it without a connection, enters it in one transaction. */
@ApplicationScoped
class PriceFileWorkflow implements Workflow<PriceFile, PriceFileWorkflow.Task, LoadedFile> {

    /** What phase two and three need to know of a file. */
    record Task(String tenant, String name, Symbol symbol) {}

    private final PriceFiles files;
    private final PriceFolder folder;
    private final PriceReader reader;
    private final PriceBook book;
    private final LoadedFiles loaded;
    private final Offload offload;
    private final long largest;

    PriceFileWorkflow(
            PriceFiles files,
            PriceFolder folder,
            PriceReader reader,
            PriceBook book,
            LoadedFiles loaded,
            Offload offload,
            StockSettings settings) {
        this.files = files;
        this.folder = folder;
        this.reader = reader;
        this.book = book;
        this.loaded = loaded;
        this.offload = offload;
        this.largest = settings.maxFileSize().asLongValue();
    }

    @Override
    public String name() {
        return "pricefile";
    }

    /** A file lies here already. */
    @Override
    public boolean visitsTheWeb() {
        return false;
    }

    @Override
    public WorkItems<PriceFile> shelf() {
        return files;
    }

    @Override
    public Task taskOf(PriceFile file) {
        return new Task(file.tenant(), file.name, new Symbol(file.symbol));
    }

    @Override
    public Uni<Outcome<LoadedFile>> fetch(Task task) {
        return offload.compute(() -> read(task));
    }

    private Outcome<LoadedFile> read(Task task) throws IOException {
        Optional<Path> path = folder.find(task.tenant(), task.name());
        if (path.isEmpty()) {
            return missing(task);
        }
        try {
            return read(task, path.get());
        } catch (NoSuchFileException moved) {
            return missing(task);
        }
    }

    private Outcome<LoadedFile> read(Task task, Path path) throws IOException {
        if (Files.size(path) > largest) {
            return discarded(ErrorCode.TOO_LARGE, "The file is larger than " + largest + " bytes");
        }
        Fingerprint content = Fingerprint.of(path);
        Reading reading = reader.read(task.symbol(), () -> Files.newInputStream(path));
        if (reading instanceof Reading.Prices prices) {
            return new Outcome.Done<>(new LoadedFile(content, prices.table()));
        }
        Reading.Unusable unusable = (Reading.Unusable) reading;
        LoadedFile facts = unusable.report() == null ? null : new LoadedFile(content, unusable.report());
        return new Outcome.Discard<>(new Failure(unusable.code(), unusable.message(), Step.PARSE), facts);
    }

    private static Outcome<LoadedFile> missing(Task task) {
        return discarded(ErrorCode.FILE_MISSING, task.name() + " lies in none of the folders");
    }

    private static Outcome<LoadedFile> discarded(ErrorCode code, String message) {
        return new Outcome.Discard<>(new Failure(code, message, Step.PARSE));
    }

    /** In the order of the symbols, so that two replicas never wait for each other. */
    @Override
    public Uni<Void> persist(List<Finished<Task, LoadedFile>> batch) {
        return Multi.createFrom()
                .iterable(inOrder(batch))
                .onItem()
                .transformToUniAndConcatenate(this::load)
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private static List<Finished<Task, LoadedFile>> inOrder(List<Finished<Task, LoadedFile>> batch) {
        return batch.stream()
                .sorted(Comparator.comparing(
                                (Finished<Task, LoadedFile> it) -> it.task().tenant())
                        .thenComparing(it -> it.task().symbol().value())
                        .thenComparing(it -> it.task().name()))
                .toList();
    }

    private Uni<Void> load(Finished<Task, LoadedFile> finished) {
        Task task = finished.task();
        PriceTable table = finished.result().table();
        if (table.isEmpty()) {
            return loaded.write(finished.id(), finished.result(), 0);
        }
        return book.enter(new Delivery(finished.id(), task.tenant(), task.symbol(), table.prices(), table.events()))
                .chain(changed -> loaded.write(finished.id(), finished.result(), changed));
    }
}
