package io.barnhand.gait.job.analysis.report.page;

import io.barnhand.gait.job.analysis.chart.Seek;

/**
 * Event times as seconds of a clip.
 *
 * @param video id of the element that shows it, or null where there is none
 * @param startUs event time of its first frame, µs, or null where not known
 */
record ClipTime(String video, Long startUs) {

    boolean known() {
        return startUs != null;
    }

    double seconds(long us) {
        return Math.max(0, 1e-6 * (us - startUs));
    }

    /** Null where there is no clip, or it is not known when it begins. */
    Seek of(long fromUs, long toUs) {
        return video == null || startUs == null
                ? null
                : new Seek(video, seconds(fromUs), seconds(toUs));
    }
}
