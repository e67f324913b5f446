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
 * @param least whether the bound is the least that may be found, not the most
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
        boolean least,
        double given,
        int n) {

    /** A bound that is met by hardly ever giving an estimate is not met. */
    private static final double LEAST_GIVEN = 0.5;

    boolean reportedOnly() {
        return Double.isNaN(bound);
    }

    boolean holds() {
        if (reportedOnly()) {
            return true;
        }
        return given >= LEAST_GIVEN && (least ? found >= bound : found <= bound);
    }
}
