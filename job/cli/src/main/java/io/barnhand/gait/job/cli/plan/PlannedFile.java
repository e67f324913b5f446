package io.barnhand.gait.job.cli.plan;

import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.VideoHeader;

/**
 * A file of an archive.
 *
 * @param header null where it cannot be read
 * @param problem why it cannot be read, else null
 */
public record PlannedFile(VideoSegment segment, VideoHeader header, String problem) {

    /** Null where it is not known. */
    public Long durationUs() {
        return header == null ? null : header.durationUs();
    }

    /** Event time, µs; only where the duration is known. */
    long endUs() {
        return segment.startUs() + header.durationUs();
    }
}
