package io.barnhand.gait.job.analysis.validation.table;

import io.barnhand.gait.job.analysis.validation.observe.ValidatedQuantity;

/**
 * How often the 95 % intervals of a metric held the truth, and how wide they were.
 *
 * @param condition name
 * @param measure what
 * @param gait one gait, or {@link #ALL_GAITS}
 * @param held whether the bound is asked for: not where something biases the estimate
 * @param pooled whether over passes
 * @param intervals how many
 * @param coverage share that held the truth
 * @param widthOverSd mean width over the SD of the errors; over all gaits the mean of theirs
 * @param bias in the unit of the measure; NaN over all gaits
 * @param width mean, in the unit of the measure; NaN over all gaits
 */
record IntervalRow(
        String condition,
        ValidatedQuantity measure,
        String gait,
        boolean held,
        boolean pooled,
        int intervals,
        double coverage,
        double widthOverSd,
        double bias,
        double width) {

    static final String ALL_GAITS = "all";
    static final double MIN_COVERAGE = 0.90;
    static final double MAX_COVERAGE = 0.99;
    static final double MAX_WIDTH = 4.5;

    /** Over eight passes Student's t makes the same interval wider: t(7) over the normal's 1.96. */
    static final double MAX_WIDTH_POOLED = MAX_WIDTH * 2.365 / 1.960;

    boolean overall() {
        return gait.equals(ALL_GAITS);
    }

    boolean within() {
        return coverage >= MIN_COVERAGE
                && coverage <= MAX_COVERAGE
                && widthOverSd <= (pooled ? MAX_WIDTH_POOLED : MAX_WIDTH);
    }
}
