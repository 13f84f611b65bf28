package dev.gleaner.curation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gleaner.http.Condition;

/** The fields by which a kind of item is listed, and by which it is decided upon: the same for both. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public interface Filter {

    /** Which rows are meant, within the tenant. */
    Condition condition();

    /** Whether no field is given, so that everything is meant. */
    @JsonIgnore
    default boolean isEmpty() {
        return condition().equals(Condition.everything());
    }
}
