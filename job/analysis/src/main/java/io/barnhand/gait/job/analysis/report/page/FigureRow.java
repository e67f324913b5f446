package io.barnhand.gait.job.analysis.report.page;

import io.barnhand.gait.job.analysis.chart.Seek;

/**
 * A number in a table, or why there is none.
 *
 * @param label what it is
 * @param value with its unit; where it is not measurable, that
 * @param measured whether there is a value
 * @param interval its 95 % interval in words, or empty
 * @param n what it rests on, or empty
 * @param note what must be known of it, or why it is missing, or empty
 * @param seek its seconds of the clip, or null
 */
public record FigureRow(
        String label,
        String value,
        boolean measured,
        String interval,
        String n,
        String note,
        Seek seek) {

    /** Words that are no measurement. */
    static FigureRow words(String label, String value, String note) {
        return new FigureRow(label, value, true, "", "", note, null);
    }

    static FigureRow missing(String label, String why) {
        return new FigureRow(label, Wording.of("not_measurable"), false, "", "", why, null);
    }
}
