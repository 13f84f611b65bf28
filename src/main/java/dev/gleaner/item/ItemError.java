package dev.gleaner.item;

import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.vocabulary.Step;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;

/** Why the last attempt at an item failed, where and when. */
@Embeddable
public class ItemError {
    @Convert(converter = ErrorCodeColumn.class)
    @Column(name = "error_code")
    private ErrorCode code;

    @Column(name = "error_message")
    private String message;

    @Enumerated(EnumType.STRING)
    @Column(name = "error_step")
    private Step step;

    @Column(name = "error_at")
    private Instant at;

    /** For Hibernate. */
    protected ItemError() {}

    public ItemError(ErrorCode code, String message, Step step, Instant at) {
        this.code = code;
        this.message = message;
        this.step = step;
        this.at = at;
    }

    /** The documented word for the reason. */
    public ErrorCode code() {
        return code;
    }

    /** A sentence for the person who looks at the item. */
    public String message() {
        return message;
    }

    /** The phase in which it happened. */
    public Step step() {
        return step;
    }

    /** When it happened. */
    public Instant at() {
        return at;
    }
}
