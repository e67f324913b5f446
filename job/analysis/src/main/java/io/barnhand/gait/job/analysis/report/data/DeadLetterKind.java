package io.barnhand.gait.job.analysis.report.data;

import io.barnhand.gait.operators.video.DeadLetter;

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
