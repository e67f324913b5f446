package io.barnhand.gait.job.pipeline.config;

import io.barnhand.gait.models.BarnhandException;
import java.util.List;

/** A configuration that cannot be used; every problem on a line of its own. */
public final class ConfigurationException extends BarnhandException {

    private static final long serialVersionUID = 1L;

    /**
     * @param problem what is wrong, and the value seen
     * @param action what to do
     */
    public ConfigurationException(String problem, String action) {
        super(problem, action);
    }

    public ConfigurationException(String message) {
        super(message);
    }

    public ConfigurationException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
