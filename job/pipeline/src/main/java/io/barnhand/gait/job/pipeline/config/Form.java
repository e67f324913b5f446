package io.barnhand.gait.job.pipeline.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the value of a key looks like: how it is read, checked and written.
 *
 * @param <T> what it is read as
 */
interface Form<T> {

    /**
     * Reads what stands under a key; what is wrong with it becomes a problem of the section.
     *
     * @param absent what holds where nothing is there, or nothing that can be used
     */
    T read(Section section, String key, T absent);

    /** The value as it is written in a configuration; JSON is YAML. */
    JsonNode write(T value);

    /** Which values are allowed, for a reader; empty where the sentence of the key says it. */
    default String bounds() {
        return "";
    }

    /**
     * Tells every setting that a value holds.
     *
     * @param path of the key
     * @param effects of the key
     */
    default void settings(String path, Set<Effect> effects, T value, Consumer<Setting> told) {
        told.accept(new Setting(path, effects, write(value)));
    }
}
