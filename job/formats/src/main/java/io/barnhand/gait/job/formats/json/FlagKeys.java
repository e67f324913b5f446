package io.barnhand.gait.job.formats.json;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;

/** Flags are written by their keys. Unknown keys are left out. */
final class FlagKeys {

    private FlagKeys() {}

    /** Annotation of a flag. */
    interface OfFlag {
        @JsonValue
        String key();
    }

    /** Annotation of a record with flags. */
    interface OfFlags {
        @JsonDeserialize(using = FlagReader.class)
        List<GaitFlag> flags();
    }

    static List<GaitFlag> read(JsonNode flags) {
        return StreamSupport.stream(flags.spliterator(), false)
                .flatMap(flag -> GaitFlag.of(flag.asText()).stream())
                .toList();
    }

    private static final class FlagReader extends JsonDeserializer<List<GaitFlag>> {

        @Override
        public List<GaitFlag> deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            return read(context.readTree(parser));
        }
    }
}
