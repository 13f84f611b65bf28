package dev.gleaner.item;

import dev.gleaner.vocabulary.ErrorCode;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Stores an error code as the word that the API shows. */
@Converter
public class ErrorCodeColumn implements AttributeConverter<ErrorCode, String> {
    @Override
    public String convertToDatabaseColumn(ErrorCode code) {
        return code == null ? null : code.code();
    }

    @Override
    public ErrorCode convertToEntityAttribute(String word) {
        return word == null ? null : ErrorCode.ofCode(word);
    }
}
