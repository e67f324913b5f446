package io.barnhand.gait.job.analysis.validation.observe;

import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.Metric;

/**
 * One estimate beside its truth.
 *
 * @param run number of the synthetic horse
 * @param gait its true gait, or the name of the scene
 * @param measure what
 * @param truth in the unit of the record
 * @param value NaN where none was given
 * @param low end of the 95 % interval; NaN where none was given
 * @param high other end
 * @param text what else was said: flags, the class
 */
public record Observation(
        int run,
        String gait,
        ValidatedQuantity measure,
        double truth,
        double value,
        double low,
        double high,
        String text) {

    static final String HEADER = "run,gait,measure,truth,value,low,high,text";

    /** The last one may hold commas. */
    private static final int FIELDS = 8;

    public static Observation of(
            int run, String gait, ValidatedQuantity measure, double truth, Metric metric) {
        return new Observation(
                run,
                gait,
                measure,
                truth,
                number(metric.value()),
                number(metric.ci95Low()),
                number(metric.ci95High()),
                String.join(" ", GaitFlag.keys(metric.flags())));
    }

    /** Of a quantity that goes round with the stride, 0..1: the truth is taken next to it. */
    public static Observation round(
            int run, String gait, ValidatedQuantity measure, double truth, Metric metric) {
        double value = number(metric.value());
        double turns = Double.isNaN(value) ? 0 : Math.rint(value - truth);
        return of(run, gait, measure, truth + turns, metric);
    }

    public static Observation bare(
            int run,
            String gait,
            ValidatedQuantity measure,
            double truth,
            double value,
            String text) {
        return new Observation(run, gait, measure, truth, value, Double.NaN, Double.NaN, text);
    }

    public boolean given() {
        return !Double.isNaN(value);
    }

    public boolean hasInterval() {
        return !Double.isNaN(low);
    }

    /** In the unit of the measure. */
    public double error() {
        return measure.inUnit(value - truth, truth);
    }

    /** Of the interval, in the unit of the measure. */
    public double width() {
        return measure.inUnit(high - low, truth);
    }

    public boolean covered() {
        return low <= truth && truth <= high;
    }

    public String line() {
        return String.join(
                ",",
                Integer.toString(run),
                gait,
                measure.key(),
                written(truth),
                written(value),
                written(low),
                written(high),
                text);
    }

    public static Observation parse(String line) {
        String[] fields = line.split(",", FIELDS);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException(
                    "A line of a cell has 8 fields, got " + fields.length + ": " + line);
        }
        return new Observation(
                Integer.parseInt(fields[0]),
                fields[1],
                ValidatedQuantity.of(fields[2]),
                read(fields[3]),
                read(fields[4]),
                read(fields[5]),
                read(fields[6]),
                fields[7]);
    }

    private static double number(Double value) {
        return value == null ? Double.NaN : value;
    }

    /** Seven digits do, and keep the files small. */
    private static String written(double value) {
        return Double.isNaN(value) ? "" : Float.toString((float) value);
    }

    private static double read(String field) {
        return field.isEmpty() ? Double.NaN : Double.parseDouble(field);
    }
}
