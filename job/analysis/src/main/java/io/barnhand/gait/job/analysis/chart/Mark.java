package io.barnhand.gait.job.analysis.chart;

/**
 * A value with its interval, to be drawn; without the interval it is not.
 *
 * @param label of the row
 * @param value in the chart's unit
 * @param low lower end of its 95 % interval
 * @param high upper end
 * @param description the same in words
 * @param seek its seconds of the clip, or null
 */
public record Mark(
        String label, double value, double low, double high, String description, Seek seek) {}
