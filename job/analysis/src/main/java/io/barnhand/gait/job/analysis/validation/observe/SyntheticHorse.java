package io.barnhand.gait.job.analysis.validation.observe;

import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import java.util.SplittableRandom;

/**
 * One horse of a validation, and how it is filmed.
 *
 * @param run number
 * @param gait its movement
 * @param view odd runs go to the left
 */
record SyntheticHorse(int run, SyntheticGait gait, SyntheticView view) {

    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** The same horses at the same noise in every condition, so that conditions can be compared. */
    static SyntheticHorse of(Condition condition, SyntheticGait model, int run, long seed) {
        long own = seed(seed, run);
        SyntheticGait gait = condition.horses().draw(model, own);
        SyntheticView side = fromTheSide(SyntheticView.SIDE.seed(own), gait);
        SyntheticView view =
                condition
                        .filming()
                        .of(run % 2 == 0 ? side : side.toLeft(), gait, new SplittableRandom(~own));
        return new SyntheticHorse(run, gait, view);
    }

    /**
     * Films from as far away as the way is long, 8 BL at least. From near by a long way needs a
     * wide angle, and at its ends the near limbs would seem to lag behind the trunk by half a
     * stride.
     */
    static SyntheticView fromTheSide(SyntheticView view, SyntheticGait gait) {
        double way = gait.speed() * view.seconds();
        return view.receding(Math.max(view.distance(), way), 0, 0);
    }

    /** Of one run; neighbours have nothing in common. */
    static long seed(long seed, int run) {
        return new SplittableRandom(seed + SPREAD * run).nextLong();
    }
}
