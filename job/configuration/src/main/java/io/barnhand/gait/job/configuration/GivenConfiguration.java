package io.barnhand.gait.job.configuration;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A configuration as it is given, without defaults.
 *
 * @param values by key, as YAML has them
 */
public record GivenConfiguration(Map<String, Object> values) {

    private static final Logger LOG = LoggerFactory.getLogger(GivenConfiguration.class);

    /**
     * With defaults for keys that are not given.
     *
     * @throws ConfigurationException naming every problem
     */
    public JobConfiguration read() {
        return read(LOG::warn);
    }

    /**
     * @param warnings receives keys that are still read and should be changed
     */
    JobConfiguration read(Consumer<String> warnings) {
        return read(Map.of(), warnings);
    }

    /**
     * With the settings of another run for keys that are not given and affect results, and with
     * defaults for the others. Mappings are merged entry by entry; a list is taken as a unit.
     *
     * @throws ConfigurationException naming every problem
     */
    public JobConfiguration readOver(JobConfiguration other, Effect effect) {
        return read(
                ConfigurationReader.plain(JobConfiguration.AREA.write(other, effect, Set.of())),
                warning -> {});
    }

    /**
     * The settings that are given and have no effect on a job, a line for each reason.
     *
     * @param configuration that {@link #read()} gave
     */
    public List<String> withoutEffect(JobConfiguration configuration) {
        IdleSettings settings = new IdleSettings(configuration);
        JobConfiguration.AREA.given("", values, Idle.NEVER, settings);
        return settings.warnings();
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
