package io.barnhand.gait.operators.video.planning;

import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.FootageFile;

/** A file that becomes a segment; null for what is not (yet) known. */
record SegmentDraft(
        FootageFile file,
        String camera,
        String recording,
        Long sequence,
        StartTime start,
        Boolean last,
        long bytes) {

    /** The same file in a recording. */
    SegmentDraft named(String name) {
        return new SegmentDraft(file, camera, name, sequence, start, last, bytes);
    }

    /** The same file with another start. */
    SegmentDraft startingAt(StartTime time) {
        return new SegmentDraft(file, camera, recording, sequence, time, last, bytes);
    }

    /** Key of its recording, which must be known. */
    String unit() {
        return VideoSegment.unitOf(camera, recording);
    }
}
