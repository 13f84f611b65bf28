package dev.gleaner.http;

import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.util.List;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** The CSV document of a form. */
public final class CsvFile {
    private CsvFile() {}

    /**
     * The values of a column of the form's only file. Blocks.
     *
     * @throws ProblemException if there is not exactly one file, or no such column in it
     */
    public static List<String> read(List<FileUpload> files, CsvColumn column) {
        if (files == null || files.size() != 1) {
            throw ProblemException.invalid("file", "the form must have exactly one file");
        }
        FileUpload file = files.get(0);
        try (InputStream content = Files.newInputStream(file.uploadedFile())) {
            return column.read(content, charset(file.contentType()));
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        }
    }

    /**
     * The character set that a media type names; UTF-8 if it names none.
     *
     * @throws ProblemException if it names one that does not exist
     */
    public static Charset charset(String mediaType) {
        try {
            String named = mediaType == null
                    ? null
                    : MediaType.valueOf(mediaType).getParameters().get(MediaType.CHARSET_PARAMETER);
            return named == null ? StandardCharsets.UTF_8 : Charset.forName(named);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw ProblemException.invalid("Content-Type", "names a character set that is not known here");
        }
    }
}
