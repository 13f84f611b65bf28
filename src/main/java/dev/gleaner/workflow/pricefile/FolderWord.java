package dev.gleaner.workflow.pricefile;

import dev.gleaner.vocabulary.FileFolder;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Stores a folder as the word that the API shows. */
@Converter
public class FolderWord implements AttributeConverter<FileFolder, String> {
    @Override
    public String convertToDatabaseColumn(FileFolder folder) {
        return folder == null ? null : folder.word();
    }

    @Override
    public FileFolder convertToEntityAttribute(String word) {
        return word == null ? null : FileFolder.ofWord(word);
    }
}
