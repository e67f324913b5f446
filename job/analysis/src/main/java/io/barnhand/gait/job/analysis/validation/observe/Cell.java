package io.barnhand.gait.job.analysis.validation.observe;

import java.util.List;
import java.util.function.Supplier;

/**
 * A part of the validation that is computed at once and kept.
 *
 * @param condition what its runs have in common
 * @param subject gait or scene
 * @param observe the computation; gives the same every time
 */
public record Cell(String condition, String subject, Supplier<List<Observation>> observe) {

    String name() {
        return condition + "." + subject;
    }
}
