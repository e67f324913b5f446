package io.barnhand.gait.job.pipeline.sink;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The records to remove from one folder or database. */
public interface Purge {

    /**
     * How many records, by folder or table; empty where there are none.
     *
     * @throws io.barnhand.gait.job.configuration.ConfigurationException if it cannot be read
     */
    Map<String, Long> count() throws IOException;

    /** Removes them and returns how many they were. */
    long remove() throws IOException;

    /** Files and stores that are not checked, each with its action. */
    List<String> untouched() throws IOException;

    /**
     * A store that is not checked.
     *
     * @param place the store with its action
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
