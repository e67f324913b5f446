package io.barnhand.gait.job.analysis.validation.table;

/**
 * One bound of the {@link AcceptanceTable} and what was found.
 *
 * @param noisePct SD of a keypoint, % of the body length
 * @param metric what
 * @param gait in which gait
 * @param condition of the runs
 * @param statistic which number of its errors
 * @param unit of found and bound
 * @param found NaN where nothing was given
 * @param bound NaN where the number is only reported
 * @param lower whether the bound is a lower one, else an upper one
 * @param given share of the runs in which an estimate was given
 * @param n estimates
 */
record AcceptanceRow(
        int noisePct,
        String metric,
        String gait,
        String condition,
        String statistic,
        String unit,
        double found,
        double bound,
        boolean lower,
        double given,
        int n) {

    /** A bound that is met by hardly ever giving an estimate is not met. */
    private static final double MIN_GIVEN = 0.5;

    boolean reportedOnly() {
        return Double.isNaN(bound);
    }

    boolean holds() {
        if (reportedOnly()) {
            return true;
        }
        return given >= MIN_GIVEN && (lower ? found >= bound : found <= bound);
    }
}
