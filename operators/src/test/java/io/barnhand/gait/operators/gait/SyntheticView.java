package io.barnhand.gait.operators.gait;

/**
 * How a made-up horse is filmed and how badly its keypoints are found.
 *
 * @param fps frames per second
 * @param seconds length of the track
 * @param swing course of a hoof through the air
 * @param toRight whether it travels to the right of the image
 * @param pxPerBl scale at the start
 * @param distance from the camera at the start, BL
 * @param headingDeg angle of the path out of the image plane at the start, away from the camera
 * @param turnDegPerS change of the heading
 * @param noise SD of a keypoint per axis, BL
 * @param farNoise factor on the noise of the far limbs
 * @param jitterMs SD of the frame times
 * @param drop share of keypoints missing
 * @param outliers share of hooves thrown 0.2–0.5 BL aside
 * @param swaps chance per frame, where a pair of limbs crosses, that a burst of exchanged frames
 *     begins
 * @param sorted chance that a pair in which the right limb overtakes the left one bounces instead
 *     of crossing: exchanged for 0.1–0.5 of a stride, as by a network that takes the foremost limb
 *     for the left one
 * @param strideCv coefficient of variation of the stride duration
 * @param pan camera movement with the horse: 1 keeps it in place
 * @param startUs event time of the first frame
 * @param seed of everything random
 */
record SyntheticView(
        double fps,
        double seconds,
        Swing swing,
        boolean toRight,
        double pxPerBl,
        double distance,
        double headingDeg,
        double turnDegPerS,
        double noise,
        double farNoise,
        double jitterMs,
        double drop,
        double outliers,
        double swaps,
        double sorted,
        double strideCv,
        double pan,
        long startUs,
        long seed) {

    /** Way of a hoof through the air, from 0 to 1 of the stride length. */
    enum Swing {
        /** Smoothstep, as the estimator's template. */
        HARD,
        /** Cycloid: leaves and meets the ground gently, looks longer on the ground. */
        SOFT,
        /** Drags the toe, swings fast, brakes: no estimator's template. */
        DRAG;

        double way(double w) {
            return switch (this) {
                case HARD -> w * w * (3 - 2 * w);
                case SOFT -> w - Math.sin(2 * Math.PI * w) / (2 * Math.PI);
                case DRAG -> {
                    double late = Math.pow(w, 1.35);
                    yield 0.93 * late * late * (3 - 2 * late) + 0.07 * w;
                }
            };
        }
    }

    static final SyntheticView SIDE =
            new SyntheticView(
                    30,
                    4,
                    Swing.HARD,
                    true,
                    200,
                    8,
                    0,
                    0,
                    0.01,
                    1,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    1_700_000_000_000_000L,
                    1);

    SyntheticView noise(double sd) {
        return new SyntheticView(
                fps,
                seconds,
                swing,
                toRight,
                pxPerBl,
                distance,
                headingDeg,
                turnDegPerS,
                sd,
                farNoise,
                jitterMs,
                drop,
                outliers,
                swaps,
                sorted,
                strideCv,
                pan,
                startUs,
                seed);
    }

    SyntheticView farNoise(double factor) {
        return new SyntheticView(
                fps,
                seconds,
                swing,
                toRight,
                pxPerBl,
                distance,
                headingDeg,
                turnDegPerS,
                noise,
                factor,
                jitterMs,
                drop,
                outliers,
                swaps,
                sorted,
                strideCv,
                pan,
                startUs,
                seed);
    }

    SyntheticView seed(long newSeed) {
        return new SyntheticView(
                fps,
                seconds,
                swing,
                toRight,
                pxPerBl,
                distance,
                headingDeg,
                turnDegPerS,
                noise,
                farNoise,
                jitterMs,
                drop,
                outliers,
                swaps,
                sorted,
                strideCv,
                pan,
                startUs,
                newSeed);
    }

    SyntheticView seconds(double length) {
        return new SyntheticView(
                fps,
                length,
                swing,
                toRight,
                pxPerBl,
                distance,
                headingDeg,
                turnDegPerS,
                noise,
                farNoise,
                jitterMs,
                drop,
                outliers,
                swaps,
                sorted,
                strideCv,
                pan,
                startUs,
                seed);
    }

    SyntheticView fps(double rate) {
        return new SyntheticView(
                rate,
                seconds,
                swing,
                toRight,
                pxPerBl,
                distance,
                headingDeg,
                turnDegPerS,
                noise,
                farNoise,
                jitterMs,
                drop,
                outliers,
                swaps,
                sorted,
                strideCv,
                pan,
                startUs,
                seed);
    }

    SyntheticView swing(Swing way) {
        return new SyntheticView(
                fps,
                seconds,
                way,
                toRight,
                pxPerBl,
                distance,
                headingDeg,
                turnDegPerS,
                noise,
                farNoise,
                jitterMs,
                drop,
                outliers,
                swaps,
                sorted,
                strideCv,
                pan,
                startUs,
                seed);
    }

    SyntheticView toLeft() {
        return new SyntheticView(
                fps,
                seconds,
                swing,
                false,
                pxPerBl,
                distance,
                headingDeg,
                turnDegPerS,
                noise,
                farNoise,
                jitterMs,
                drop,
                outliers,
                swaps,
                sorted,
                strideCv,
                pan,
                startUs,
                seed);
    }

    SyntheticView receding(double from, double heading, double turn) {
        return new SyntheticView(
                fps, seconds, swing, toRight, pxPerBl, from, heading, turn, noise, farNoise,
                jitterMs, drop, outliers, swaps, sorted, strideCv, pan, startUs, seed);
    }

    SyntheticView faults(double jitter, double dropped, double thrown, double swapped) {
        return new SyntheticView(
                fps,
                seconds,
                swing,
                toRight,
                pxPerBl,
                distance,
                headingDeg,
                turnDegPerS,
                noise,
                farNoise,
                jitter,
                dropped,
                thrown,
                swapped,
                sorted,
                strideCv,
                pan,
                startUs,
                seed);
    }

    SyntheticView sorted(double share) {
        return new SyntheticView(
                fps,
                seconds,
                swing,
                toRight,
                pxPerBl,
                distance,
                headingDeg,
                turnDegPerS,
                noise,
                farNoise,
                jitterMs,
                drop,
                outliers,
                swaps,
                share,
                strideCv,
                pan,
                startUs,
                seed);
    }

    SyntheticView strideCv(double cv) {
        return new SyntheticView(
                fps,
                seconds,
                swing,
                toRight,
                pxPerBl,
                distance,
                headingDeg,
                turnDegPerS,
                noise,
                farNoise,
                jitterMs,
                drop,
                outliers,
                swaps,
                sorted,
                cv,
                pan,
                startUs,
                seed);
    }

    SyntheticView pan(double share) {
        return new SyntheticView(
                fps,
                seconds,
                swing,
                toRight,
                pxPerBl,
                distance,
                headingDeg,
                turnDegPerS,
                noise,
                farNoise,
                jitterMs,
                drop,
                outliers,
                swaps,
                sorted,
                strideCv,
                share,
                startUs,
                seed);
    }

    SyntheticView startUs(long start) {
        return new SyntheticView(
                fps,
                seconds,
                swing,
                toRight,
                pxPerBl,
                distance,
                headingDeg,
                turnDegPerS,
                noise,
                farNoise,
                jitterMs,
                drop,
                outliers,
                swaps,
                sorted,
                strideCv,
                pan,
                start,
                seed);
    }
}
