package io.barnhand.gait.job.pipeline.config;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A configuration as it is given: what it names, not yet what holds where it names nothing.
 *
 * @param values by key, as they stand in YAML
 */
public record GivenConfiguration(Map<String, Object> values) {

    private static final Logger LOG = LoggerFactory.getLogger(GivenConfiguration.class);

    /**
     * With the defaults where nothing is given.
     *
     * @throws ConfigurationException naming every problem
     */
    public JobConfiguration read() {
        return read(LOG::warn);
    }

    /**
     * @param warnings told of what is read and should be changed
     */
    JobConfiguration read(Consumer<String> warnings) {
        return read(Map.of(), warnings);
    }

    /**
     * With the settings of another run where nothing is given, of those that have an effect, and
     * else with the defaults. Of mappings every entry counts by itself; a list is taken as a whole.
     *
     * @throws ConfigurationException naming every problem
     */
    public JobConfiguration readOver(JobConfiguration other, Effect effect) {
        return read(
                ConfigurationReader.plain(JobConfiguration.AREA.write(other, effect, Set.of())),
                warning -> {});
    }

    private JobConfiguration read(Map<String, Object> inherited, Consumer<String> warnings) {
        Section root = Section.root(JobConfiguration.AREA, values, inherited);
        JobConfiguration configuration = JobConfiguration.AREA.read(root);
        root.requireKnown();
        root.warnings().forEach(warnings);
        root.finish();
        return configuration;
    }
}
