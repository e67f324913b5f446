package io.barnhand.gait.job.cli.cluster;

import io.barnhand.gait.job.configuration.ConfigurationException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;

/**
 * Where a JobManager's REST interface is.
 *
 * @param host name or address
 * @param port 1 to 65535
 */
public record RestAddress(String host, int port) {

    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z0-9._-]+):(\\d{1,5})");

    /** A JobManager that restarts is back within this many times {@link #PAUSE}. */
    private static final int ATTEMPTS = 5;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /**
     * @param text {@code host:port}
     * @throws ConfigurationException if it is none
     */
    public static RestAddress parse(String text) {
        Matcher address = ADDRESS.matcher(text);
        if (!address.matches() || Integer.parseInt(address.group(2)) > 65_535) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT, "--jobmanager is %s, must be like localhost:8081", text),
                    "give the host and port of Flink's web page");
        }
        return new RestAddress(address.group(1), Integer.parseInt(address.group(2)));
    }

    /** Settings of a client of this JobManager. */
    Configuration settings() {
        Configuration settings = new Configuration();
        settings.set(RestOptions.ADDRESS, host);
        settings.set(RestOptions.PORT, port);
        settings.set(RestOptions.RETRY_MAX_ATTEMPTS, ATTEMPTS);
        settings.set(RestOptions.RETRY_DELAY, PAUSE);
        return settings;
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
