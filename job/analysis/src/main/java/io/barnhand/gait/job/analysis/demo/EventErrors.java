package io.barnhand.gait.job.analysis.demo;

import java.util.List;

/**
 * How far single events are from the truth.
 *
 * @param n how many
 * @param meanMs measured minus true, ms
 * @param sdMs spread of that, from n − 1, ms; null below two events
 */
record EventErrors(int n, double meanMs, Double sdMs) {

    /** Returns null where there are none. */
    static EventErrors of(List<Double> errorsMs) {
        int n = errorsMs.size();
        if (n == 0) {
            return null;
        }
        double mean = errorsMs.stream().mapToDouble(e -> e).average().orElseThrow();
        double squares = errorsMs.stream().mapToDouble(e -> (e - mean) * (e - mean)).sum();
        return new EventErrors(n, mean, n < 2 ? null : Math.sqrt(squares / (n - 1)));
    }
}
