package io.barnhand.gait.job.pipeline.config;

import java.util.List;

/** A configuration that cannot be used; every problem on a line of its own. */
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        super(message);
    }

    public ConfigurationException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
