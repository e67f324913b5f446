package io.barnhand.gait.job.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * The value of one key of a configuration.
 *
 * @param path of the key, dotted, such as {@code cameras.aisle.mirrored} or {@code horses[0].horse}
 * @param effects what it changes in the results
 * @param value as it is written, units and all
 */
record Setting(String path, Set<Effect> effects, JsonNode value) {}
