package io.barnhand.gait.job.analysis.validation.table;

import io.barnhand.gait.job.analysis.validation.observe.Observation;
import io.barnhand.gait.operators.gait.numeric.Quantiles;
import java.util.List;

/** Errors of the same kind, in the unit of their measure; NaN where there are too few. */
final class ErrorSample {

    private final List<Observation> all;
    private final List<Observation> given;
    private final double[] errors;

    ErrorSample(List<Observation> observations) {
        all = observations;
        given = observations.stream().filter(Observation::given).toList();
        errors = given.stream().mapToDouble(Observation::error).toArray();
    }

    /** Estimates asked for. */
    int asked() {
        return all.size();
    }

    /** Estimates given. */
    int given() {
        return errors.length;
    }

    double givenShare() {
        return all.isEmpty() ? Double.NaN : (double) given() / all.size();
    }

    double bias() {
        double sum = 0;
        for (double error : errors) {
            sum += error;
        }
        return sum / errors.length;
    }

    double sd() {
        double bias = bias();
        double squares = 0;
        for (double error : errors) {
            squares += (error - bias) * (error - bias);
        }
        return errors.length < 2 ? Double.NaN : Math.sqrt(squares / (errors.length - 1));
    }

    double rms() {
        double squares = 0;
        for (double error : errors) {
            squares += error * error;
        }
        return Math.sqrt(squares / errors.length);
    }

    /** Of the size of the error. */
    double quantile(double share) {
        double[] sizes = new double[errors.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(errors[i]);
        }
        return sizes.length == 0 ? Double.NaN : Quantiles.quantile(sizes, share);
    }

    int intervals() {
        return (int) given.stream().filter(Observation::hasInterval).count();
    }

    /** Share of the intervals that hold the truth. */
    double coverage() {
        return given.stream()
                .filter(Observation::hasInterval)
                .mapToDouble(o -> o.covered() ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }

    double meanWidth() {
        return given.stream()
                .filter(Observation::hasInterval)
                .mapToDouble(Observation::width)
                .average()
                .orElse(Double.NaN);
    }
}
