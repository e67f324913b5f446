package io.barnhand.gait.operators.gait;

/**
 * How much the stride duration varies, with what the measuring of events adds to it removed
 * (reference 2.10): CV² = CV_observed² − floor², floor² = 2·e²/T̄² for events of standard error e
 * (a duration has two). The biology is about 2 %, the floor 0.7–2.2 % at 30 fps, so that without
 * this an old camera would make an irregular horse. Null where the floor explains it all.
 *
 * @param percent coefficient of variation, %, or NaN where it does not exceed the floor
 * @param standardError of it, %: SE(CV_observed) = CV_observed / √(2(n − 1)), by propagation
 * @param floorPercent %
 */
record StrideVariability(double percent, double standardError, double floorPercent) {

    /**
     * @param seconds stride durations, at least two
     * @param eventErrors standard error of one event of each, s
     * @param independent how many of the durations are independent: the four limbs share strides
     */
    static StrideVariability of(double[] seconds, double[] eventErrors, int independent) {
        double mean = 0;
        double errors = 0;
        for (int i = 0; i < seconds.length; i++) {
            mean += seconds[i] / seconds.length;
            errors += eventErrors[i] * eventErrors[i] / seconds.length;
        }
        double squares = 0;
        for (double s : seconds) {
            squares += (s - mean) * (s - mean);
        }
        double observed = squares / (seconds.length - 1) / (mean * mean);
        double floor = 2 * errors / (mean * mean);
        double left = observed - floor;
        double percent = left > 0 ? 100 * Math.sqrt(left) : Double.NaN;
        double error = 100 * observed / Math.sqrt(2.0 * (independent - 1)) / Math.sqrt(left);
        return new StrideVariability(percent, error, 100 * Math.sqrt(floor));
    }
}
