package io.barnhand.gait.job.tools.report.data;

import io.barnhand.gait.operators.DeadLetter;

/**
 * Dead letters of one sort.
 *
 * @param first of them
 * @param count how many
 */
public record DeadLetterKind(DeadLetter first, int count) {

    DeadLetterKind more() {
        return new DeadLetterKind(first, count + 1);
    }
}
