package io.barnhand.gait.job.configuration;

import io.barnhand.gait.job.configuration.text.StoreAddress;
import io.barnhand.gait.models.BarnhandException;
import java.util.List;

/**
 * A configuration or an option that cannot be used; one line for each problem and its action,
 * without the secrets of addresses.
 */
public final class ConfigurationException extends BarnhandException {

    private static final long serialVersionUID = 1L;

    /**
     * @param problem what is wrong, and the value seen
     * @param action what to do
     */
    public ConfigurationException(String problem, String action) {
        super(StoreAddress.masked(problem), action);
    }

    /**
     * @param problems each with its action, as of {@link BarnhandException#message}
     */
    public ConfigurationException(List<String> problems) {
        super(problems.stream().map(StoreAddress::masked).toList());
    }

    private ConfigurationException(String message, Throwable cause) {
        super(StoreAddress.masked(message), cause);
    }

    /**
     * The failure of the file, model or value that a key or an option names.
     *
     * @param key such as {@code pose.model} or {@code --detector}, or what could not be done
     * @param cause whose message has a problem and its action
     */
    public static ConfigurationException at(String key, Exception cause) {
        return new ConfigurationException(key + ": " + cause.getMessage(), cause);
    }

    /**
     * The same failure, as one of a configuration or an option.
     *
     * @param cause whose message has a problem and its action
     */
    public static ConfigurationException of(RuntimeException cause) {
        return new ConfigurationException(cause.getMessage(), cause);
    }
}
