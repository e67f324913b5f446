package io.barnhand.gait.job.pipeline.sink;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What is to be removed from one place. */
public interface Purge {

    /**
     * How many records, by where they are; nothing where there are none.
     *
     * @throws io.barnhand.gait.job.pipeline.config.ConfigurationException if it cannot be read
     */
    Map<String, Long> count() throws IOException;

    /** Removes them; how many they were. */
    long remove() throws IOException;

    /** What is not looked into, each with what to do about it. */
    List<String> untouched() throws IOException;

    /**
     * A place that is not looked into.
     *
     * @param place with what to do about it
     */
    record Elsewhere(String place) implements Purge {

        @Override
        public Map<String, Long> count() {
            return Map.of();
        }

        @Override
        public long remove() {
            return 0;
        }

        @Override
        public List<String> untouched() {
            return List.of(place);
        }
    }
}
