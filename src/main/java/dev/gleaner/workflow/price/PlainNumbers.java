package dev.gleaner.workflow.price;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** A price of a ten-millionth is written 0.0000001 and not 1E-7: the digits of its source. */
@Singleton
class PlainNumbers implements ObjectMapperCustomizer {
    @Override
    public void customize(ObjectMapper json) {
        json.getFactory().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);
    }
}
