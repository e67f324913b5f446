package io.barnhand.gait.job.simulation;

import java.util.Arrays;
import java.util.SplittableRandom;

/** When the frames of a clip are taken, and which show the picture before once more. */
final class FrameSchedule {

    private static final double SHORTEST = .75;
    private static final double LONGEST = 1.3;

    /** Of a camera with a variable rate: shares of frames that are lost and repeated. */
    private static final double LOST = .02;

    private static final double REPEATED = .01;

    private final long[] us;
    private final boolean[] frozen;

    private FrameSchedule(long[] us, boolean[] frozen) {
        this.us = us;
        this.frozen = frozen;
    }

    static FrameSchedule of(FootageRequest request, long seed) {
        int count = (int) Math.max(1, Math.round(request.seconds() * request.fps()));
        long[] us = new long[count];
        boolean[] frozen = new boolean[count];
        SplittableRandom random = new SplittableRandom(seed);
        double t = 0;
        int frames = 0;
        while (frames < count && t < request.seconds()) {
            us[frames] = Math.round(1e6 * t);
            if (request.variableRate()) {
                frozen[frames] = frames > 0 && random.nextDouble() < REPEATED;
                double step = random.nextDouble(SHORTEST, LONGEST);
                t += (random.nextDouble() < LOST ? 2 * step : step) / request.fps();
                frames++;
            } else {
                frames++;
                t = frames / request.fps();
            }
        }
        return new FrameSchedule(Arrays.copyOf(us, frames), Arrays.copyOf(frozen, frames));
    }

    int count() {
        return us.length;
    }

    /** µs from the first frame. */
    long us(int frame) {
        return us[frame];
    }

    boolean frozen(int frame) {
        return frozen[frame];
    }
}
