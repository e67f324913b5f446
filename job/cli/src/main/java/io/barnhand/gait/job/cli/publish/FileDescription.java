package io.barnhand.gait.job.cli.publish;

/**
 * What a file and its sidecar say of its place in time.
 *
 * @param startUs time of the first frame, µs since the epoch, or null where no clock is known
 * @param durationUs length, µs, or null
 * @param name of a recording that has no time
 * @param recording the sidecar's, or null
 * @param sequence the sidecar's, or null
 */
record FileDescription(
        Long startUs, Long durationUs, String name, String recording, Long sequence) {}
