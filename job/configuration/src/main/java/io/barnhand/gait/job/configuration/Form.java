package io.barnhand.gait.job.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The form of a value: how it is read, checked and written.
 *
 * @param <T> what it is read as
 */
interface Form<T> {

    /**
     * Reads the value of a key; a value that cannot be used becomes a problem of the section.
     *
     * @param absent the default where no value is given, or none that can be used
     */
    T read(Section section, String key, T absent);

    /** The value as it is written in a configuration; JSON is YAML. */
    JsonNode write(T value);

    /** Which values are allowed, for a reader; empty where the sentence of the key says it. */
    default String bounds() {
        return "";
    }

    /**
     * Hands on every setting that a value holds.
     *
     * @param path of the key
     * @param effects of the key
     */
    default void settings(String path, Set<Effect> effects, T value, Consumer<Setting> settings) {
        settings.accept(new Setting(path, effects, write(value)));
    }

    /**
     * Hands on every setting that is given.
     *
     * @param path of the key
     * @param given its value, as YAML has it
     * @param idle when the key has no effect
     */
    default void given(String path, Object given, Idle idle, IdleSettings settings) {
        settings.add(path, given, idle);
    }
}
