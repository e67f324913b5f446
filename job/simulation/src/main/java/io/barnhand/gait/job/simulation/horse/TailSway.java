package io.barnhand.gait.job.simulation.horse;

import io.barnhand.gait.operators.synthetic.SyntheticGait;

/** A tail that swings with the stride and streams behind a fast horse. */
final class TailSway {

    private static final double STREAMING = .030;

    private final Hair.Strips tail;
    private final float[] positions;
    private final double rate;
    private final double streaming;
    private final double own;

    TailSway(Hair.Strips tail, SyntheticGait gait, long seed) {
        this.tail = tail;
        positions = tail.positions().clone();
        boolean still = gait.speed() == 0;
        rate = 2 * Math.PI * (still ? .35 : .5 * gait.frequency());
        streaming = STREAMING * gait.speed();
        own = seed % 89;
    }

    /** Places at rest of the tail's vertices; changed by {@link #at}. */
    float[] positions() {
        return positions;
    }

    void at(double t) {
        float[] rest = tail.positions();
        for (int v = 0; v < tail.down().length; v++) {
            double s = tail.down()[v];
            double late = rate * t + own - 1.2 * s;
            positions[3 * v] =
                    (float) (rest[3 * v] - streaming * s * s * (1 + .15 * Math.sin(2 * late)));
            positions[3 * v + 1] = (float) (rest[3 * v + 1] + .055 * s * s * Math.sin(late));
            positions[3 * v + 2] = (float) (rest[3 * v + 2] + .55 * streaming * s * s * s);
        }
    }
}
