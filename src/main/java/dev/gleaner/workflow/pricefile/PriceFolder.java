package dev.gleaner.workflow.pricefile;

import dev.gleaner.vocabulary.FileFolder;
import dev.gleaner.workflow.price.StockSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The three folders of price files, on disk. The tenant of the drop box has them at the top, every other one below
 * {@code tenants}. All of it blocks.
 */
@ApplicationScoped
public class PriceFolder {
    private static final String OTHERS = "tenants";
    private static final String INCOMING = ".incoming";

    private final Path top;
    private final String owner;

    PriceFolder(StockSettings settings) {
        this.top = settings.dir().toAbsolutePath().normalize();
        this.owner = settings.tenant();
    }

    /**
     * Puts content into the raw folder: whole or not at all, and for good. Readers see the old file or the new one, never
     * half of either.
     */
    public void put(String tenant, FileName name, InputStream content) throws IOException {
        write(pathOf(tenant, FileFolder.RAW_RESPONSES, name.toString()), home(tenant), content);
    }

    private static void write(Path file, Path home, InputStream content) throws IOException {
        Path incoming = Files.createDirectories(home.resolve(INCOMING)).resolve(UUID.randomUUID() + ".part");
        Files.createDirectories(file.getParent());
        try {
            Files.copy(content, incoming);
            sync(incoming, StandardOpenOption.WRITE);
            Files.move(incoming, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sync(file.getParent(), StandardOpenOption.READ);
        } finally {
            Files.deleteIfExists(incoming);
        }
    }

    private static void sync(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }

    /** Where a file lies, wherever that is. */
    Optional<Path> find(String tenant, String name) {
        return Stream.of(FileFolder.RAW_RESPONSES, FileFolder.DEADLETTER_RESPONSES, FileFolder.PARSED_RESPONSES)
                .map(folder -> pathOf(tenant, folder, name))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    Path pathOf(String tenant, FileFolder folder, String name) {
        return home(tenant).resolve(folder.word()).resolve(name);
    }

    /** Moves a file from one folder to another. False if it is not there any more: another replica was faster. */
    boolean move(String tenant, String name, FileFolder from, FileFolder to) throws IOException {
        Path target = pathOf(tenant, to, name);
        Files.createDirectories(target.getParent());
        try {
            Files.move(
                    pathOf(tenant, from, name),
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            sync(target.getParent(), StandardOpenOption.READ);
            return true;
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    /** Says beside a dead letter why it is one. */
    void explain(String tenant, String name, String reason) throws IOException {
        try (InputStream content = new java.io.ByteArrayInputStream((reason + "\n").getBytes(StandardCharsets.UTF_8))) {
            write(reasonFor(tenant, name), home(tenant), content);
        }
    }

    /** Takes such a reason back. */
    void forgive(String tenant, String name) throws IOException {
        Files.deleteIfExists(reasonFor(tenant, name));
    }

    private Path reasonFor(String tenant, String name) {
        return pathOf(tenant, FileFolder.DEADLETTER_RESPONSES, name + ".reason.json");
    }

    /** Every tenant that has a raw folder. */
    List<String> tenants() throws IOException {
        List<String> tenants = new ArrayList<>(List.of(owner));
        Path others = top.resolve(OTHERS);
        if (Files.isDirectory(others)) {
            try (Stream<Path> homes = Files.list(others)) {
                homes.filter(Files::isDirectory)
                        .map(home -> TenantFolder.tenantOf(home.getFileName().toString()))
                        .forEach(tenants::add);
            }
        }
        return tenants;
    }

    /** What lies in a tenant's raw folder; makes the folder where it is missing, so that there is a box to drop into. */
    List<Path> raw(String tenant) throws IOException {
        Path folder = home(tenant).resolve(FileFolder.RAW_RESPONSES.word());
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private Path home(String tenant) {
        return tenant.equals(owner) ? top : top.resolve(OTHERS).resolve(TenantFolder.nameOf(tenant));
    }
}
