package io.barnhand.gait.job.cli.fetch;

import java.time.Duration;

/**
 * What a download may cost.
 *
 * @param bytes largest file
 * @param retries how often an interrupted download is resumed without asking
 * @param silence longest wait for an answer, or for the next bytes
 */
public record FetchLimits(long bytes, int retries, Duration silence) {

    /** 2 GB, three retries, one minute. */
    public static final FetchLimits DEFAULT =
            new FetchLimits(2_000_000_000L, 3, Duration.ofMinutes(1));
}
