package io.barnhand.gait.operators.synthetic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Chooses the frames of a track for faults that last several frames. */
final class FrameRuns {

    private FrameRuns() {}

    /**
     * Runs of random length at random places, at least a frame apart, that cover a share of the
     * frames exactly (to the nearest frame); the last run may be shorter.
     */
    static boolean[] spread(
            int frames, double share, int shortest, int longest, RandomGenerator random) {
        int left = (int) Math.round(share * frames);
        List<Integer> runs = new ArrayList<>();
        while (left > 0) {
            int run = Math.min(left, random.nextInt(shortest, longest + 1));
            runs.add(run);
            left -= run;
        }
        int[] gaps = gaps(frames - (int) Math.round(share * frames), runs.size(), random);
        boolean[] hit = new boolean[frames];
        int at = 0;
        for (int r = 0; r < runs.size(); r++) {
            at += gaps[r];
            for (int i = 0; i < runs.get(r) && at < frames; i++) {
                hit[at++] = true;
            }
        }
        return hit;
    }

    private static int[] gaps(int frames, int runs, RandomGenerator random) {
        int[] gaps = new int[runs + 1];
        int left = frames;
        for (int r = 1; r < runs && left > 0; r++, left--) {
            gaps[r]++;
        }
        for (; left > 0; left--) {
            gaps[random.nextInt(gaps.length)]++;
        }
        return gaps;
    }

    /**
     * Runs centred on some of the given places, in random order until they reach a share of the
     * frames; the last one is added by chance, so that the share is met on average. Fewer if the
     * places do not suffice.
     *
     * @param centres in frames, with fraction
     */
    static boolean[] centred(
            int frames, List<Double> centres, double share, int shortest, int longest, long seed) {
        Random random = new Random(seed);
        List<Double> order = new ArrayList<>(centres);
        Collections.shuffle(order, random);
        boolean[] hit = new boolean[frames];
        double missing = share * frames;
        for (double centre : order) {
            int length = random.nextInt(shortest, longest + 1);
            boolean[] run = run(frames, centre, length);
            int fresh = fresh(run, hit);
            if (missing < fresh && random.nextDouble() * fresh >= missing) {
                break;
            }
            for (int i = 0; i < frames; i++) {
                hit[i] |= run[i];
            }
            missing -= fresh;
            if (missing <= 0) {
                break;
            }
        }
        return hit;
    }

    private static boolean[] run(int frames, double centre, int length) {
        boolean[] run = new boolean[frames];
        int first = (int) Math.round(centre - 0.5 * (length - 1));
        for (int i = Math.max(0, first); i < Math.min(frames, first + length); i++) {
            run[i] = true;
        }
        return run;
    }

    private static int fresh(boolean[] run, boolean[] hit) {
        int fresh = 0;
        for (int i = 0; i < run.length; i++) {
            fresh += run[i] && !hit[i] ? 1 : 0;
        }
        return fresh;
    }
}
