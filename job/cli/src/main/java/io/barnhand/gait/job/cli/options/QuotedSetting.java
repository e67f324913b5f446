package io.barnhand.gait.job.cli.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;

/** Texts of a configuration, whatever is in them: a JSON text is a YAML text. */
public final class QuotedSetting {

    private static final JsonMapper MAPPER = new JsonMapper();

    private QuotedSetting() {}

    /** One setting over a configuration, as {@code --set} has it. */
    public static String of(String key, Object text) {
        return key + "=" + quoted(text);
    }

    public static String quoted(Object text) {
        try {
            return MAPPER.writeValueAsString(text.toString());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A text could not be quoted", e);
        }
    }
}
