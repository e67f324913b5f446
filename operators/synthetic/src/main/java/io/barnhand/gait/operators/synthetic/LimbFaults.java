package io.barnhand.gait.operators.synthetic;

import io.barnhand.gait.operators.records.Limb;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** Simulates limbs that a network loses behind the near one or assigns to the other side. */
final class LimbFaults {

    private static final Limb[][] PAIRS = {{Limb.LH, Limb.RH}, {Limb.LF, Limb.RF}};
    private static final double CROSSING = 0.25;
    private static final long BURST_SALT = 0xB0257;
    private static final long SWAP_SALT = 0x50A9;
    private static final long HIDDEN_SALT = 0x41DE;

    private final SyntheticView view;
    private final double frequency;
    private final Random random;
    private final SplittableRandom swap;
    private final boolean[][] hidden = new boolean[2][];
    private final boolean[][] exchanged = new boolean[2][];
    private final int[] burst = new int[2];
    private final int[] bounce = new int[2];
    private final boolean[] leftAhead = new boolean[2];

    LimbFaults(
            SyntheticView view,
            SyntheticMotion motion,
            double frequency,
            int frames,
            Random random) {
        this.view = view;
        this.frequency = frequency;
        this.random = random;
        swap = new SplittableRandom(view.seed() ^ SWAP_SALT);
        SplittableRandom hide = new SplittableRandom(view.seed() ^ HIDDEN_SALT);
        for (int p = 0; p < 2; p++) {
            hidden[p] = FrameRuns.spread(frames, view.farDrop(), 3, 10, hide);
            exchanged[p] =
                    FrameRuns.centred(
                            frames,
                            view.swapShare() > 0 ? crossings(motion, PAIRS[p], frames) : List.of(),
                            view.swapShare(),
                            2,
                            8,
                            view.seed() ^ BURST_SALT + p);
        }
    }

    /**
     * @param frame number of the frame
     * @param keypoints {@code [keypoints, 3]}, changed
     * @param world {@code [keypoints][3]} true places, BL
     * @param scale px per BL
     */
    void apply(int frame, float[] keypoints, double[][] world, double scale) {
        for (int p = 0; p < 2; p++) {
            if (hidden[p][frame]) {
                // To the right the left side is the far one.
                hide(keypoints, PAIRS[p][view.toRight() ? 0 : 1]);
            }
        }
        exchangeCrossing(keypoints, scale);
        exchangeSorted(keypoints, world);
        for (int p = 0; p < 2; p++) {
            boolean swapped = swap.nextDouble() < view.frameSwaps();
            if (exchanged[p][frame] != swapped) {
                exchangeLimbs(keypoints, PAIRS[p]);
            }
        }
    }

    /** Frames, with fraction, where the hooves of a pair pass each other. */
    private List<Double> crossings(SyntheticMotion motion, Limb[] pair, int frames) {
        int perFrame = 4;
        List<Double> crossings = new ArrayList<>();
        double before = 0;
        for (int i = 0; i < frames * perFrame; i++) {
            double frame = (double) i / perFrame;
            double cycle = motion.cycleAt(frame / view.fps());
            double now = motion.hoof(pair[0], cycle)[0] - motion.hoof(pair[1], cycle)[0];
            if (now * before < 0) {
                crossings.add(frame - now / (now - before) / perFrame);
            }
            before = now;
        }
        return crossings;
    }

    private void exchangeCrossing(float[] k, double scale) {
        for (int p = 0; p < 2; p++) {
            float apart = k[3 * PAIRS[p][0].hoof] - k[3 * PAIRS[p][1].hoof];
            boolean crossing = Math.abs(apart) < CROSSING * scale;
            if (burst[p] == 0 && crossing && random.nextDouble() < view.swaps()) {
                burst[p] = 2 + random.nextInt(7);
            }
            if (burst[p] > 0) {
                burst[p]--;
                exchangeLimbs(k, PAIRS[p]);
            }
        }
    }

    private void exchangeSorted(float[] k, double[][] world) {
        for (int p = 0; p < 2; p++) {
            boolean ahead = world[PAIRS[p][0].hoof][0] > world[PAIRS[p][1].hoof][0];
            if (view.sorted() > 0
                    && leftAhead[p]
                    && !ahead
                    && random.nextDouble() < view.sorted()) {
                double strides = 0.1 + 0.4 * random.nextDouble();
                bounce[p] = (int) Math.round(view.fps() * strides / frequency);
            }
            leftAhead[p] = ahead;
            if (bounce[p] > 0) {
                bounce[p]--;
                exchangeLimbs(k, PAIRS[p]);
            }
        }
    }

    private static void hide(float[] k, Limb limb) {
        for (int keypoint : new int[] {limb.hoof, limb.joint, limb.pivot}) {
            Arrays.fill(k, 3 * keypoint, 3 * keypoint + 3, Float.NaN);
        }
    }

    private static void exchangeLimbs(float[] k, Limb[] pair) {
        for (int i = 0; i < 3; i++) {
            exchange(k, 3 * pair[0].hoof + i, 3 * pair[1].hoof + i);
            exchange(k, 3 * pair[0].joint + i, 3 * pair[1].joint + i);
            exchange(k, 3 * pair[0].pivot + i, 3 * pair[1].pivot + i);
        }
    }

    private static void exchange(float[] values, int a, int b) {
        float kept = values[a];
        values[a] = values[b];
        values[b] = kept;
    }
}
