package io.barnhand.gait.job.analysis.chart;

import java.util.Locale;

/**
 * Seconds of a clip that something was measured in.
 *
 * @param video id of the element that shows the clip
 * @param from s after the clip's first frame
 * @param to s
 */
public record Seek(String video, double from, double to) {

    /** Seconds as an attribute of the page. */
    public String fromText() {
        return String.format(Locale.ROOT, "%.3f", from);
    }

    public String toText() {
        return String.format(Locale.ROOT, "%.3f", to);
    }
}
