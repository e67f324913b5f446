package io.barnhand.gait.operators.synthetic;

import java.util.function.Consumer;

/**
 * How a made-up horse is filmed and how badly its keypoints are found. Never changes: whoever asks
 * for another value gets a copy.
 */
public final class SyntheticView {

    /** Way of a hoof through the air, from 0 to 1 of the stride length. */
    public enum Swing {
        /** Smoothstep, as the estimator's template. */
        HARD,
        /** Cycloid: leaves and meets the ground gently, looks longer on the ground. */
        SOFT,
        /** Drags the toe, swings fast, brakes: no estimator's template. */
        DRAG;

        public double way(double w) {
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

    /** A still camera square to the path. */
    public static final SyntheticView SIDE = new SyntheticView();

    /** Frames per second. */
    private double fps = 30;

    /** Length of the track. */
    private double seconds = 4;

    /** Course of a hoof through the air. */
    private Swing swing = Swing.HARD;

    /** Whether it travels to the right of the image. */
    private boolean toRight = true;

    /** Scale at the start. */
    private double pxPerBl = 200;

    /** From the camera at the start, BL. */
    private double distance = 8;

    /** Angle of the path out of the image plane at the start, away from the camera. */
    private double headingDeg;

    /** Change of the heading. */
    private double turnDegPerS;

    /** SD of a keypoint per axis, BL. */
    private double noise = 0.01;

    /** Factor on the noise of the far limbs. */
    private double farNoise = 1;

    /** SD of the frame times. */
    private double jitterMs;

    /** Share of keypoints missing. */
    private double drop;

    /** Share of hooves thrown 0.2–0.5 BL aside. */
    private double outliers;

    /** Chance per frame, where a pair of limbs crosses, that a burst of exchanged frames begins. */
    private double swaps;

    /**
     * Chance that a pair in which the right limb overtakes the left one bounces instead of
     * crossing: exchanged for 0.1–0.5 of a stride, as by a network that takes the foremost limb for
     * the left one.
     */
    private double sorted;

    /** Coefficient of variation of the stride duration. */
    private double strideCv;

    /** Camera movement with the horse: 1 keeps it in place. */
    private double pan;

    /** Event time of the first frame. */
    private long startUs = 1_700_000_000_000_000L;

    /** Of everything random. */
    private long seed = 1;

    private SyntheticView() {}

    private SyntheticView(SyntheticView other) {
        fps = other.fps;
        seconds = other.seconds;
        swing = other.swing;
        toRight = other.toRight;
        pxPerBl = other.pxPerBl;
        distance = other.distance;
        headingDeg = other.headingDeg;
        turnDegPerS = other.turnDegPerS;
        noise = other.noise;
        farNoise = other.farNoise;
        jitterMs = other.jitterMs;
        drop = other.drop;
        outliers = other.outliers;
        swaps = other.swaps;
        sorted = other.sorted;
        strideCv = other.strideCv;
        pan = other.pan;
        startUs = other.startUs;
        seed = other.seed;
    }

    private SyntheticView with(Consumer<SyntheticView> change) {
        SyntheticView copy = new SyntheticView(this);
        change.accept(copy);
        return copy;
    }

    public SyntheticView noise(double sd) {
        return with(v -> v.noise = sd);
    }

    public SyntheticView farNoise(double factor) {
        return with(v -> v.farNoise = factor);
    }

    public SyntheticView seed(long newSeed) {
        return with(v -> v.seed = newSeed);
    }

    public SyntheticView seconds(double length) {
        return with(v -> v.seconds = length);
    }

    public SyntheticView fps(double rate) {
        return with(v -> v.fps = rate);
    }

    public SyntheticView swing(Swing way) {
        return with(v -> v.swing = way);
    }

    public SyntheticView toLeft() {
        return with(v -> v.toRight = false);
    }

    public SyntheticView receding(double from, double heading, double turn) {
        return with(
                v -> {
                    v.distance = from;
                    v.headingDeg = heading;
                    v.turnDegPerS = turn;
                });
    }

    public SyntheticView faults(double jitter, double dropped, double thrown, double swapped) {
        return with(
                v -> {
                    v.jitterMs = jitter;
                    v.drop = dropped;
                    v.outliers = thrown;
                    v.swaps = swapped;
                });
    }

    public SyntheticView sorted(double share) {
        return with(v -> v.sorted = share);
    }

    public SyntheticView strideCv(double cv) {
        return with(v -> v.strideCv = cv);
    }

    public SyntheticView pan(double share) {
        return with(v -> v.pan = share);
    }

    public SyntheticView startUs(long start) {
        return with(v -> v.startUs = start);
    }

    public double fps() {
        return fps;
    }

    public double seconds() {
        return seconds;
    }

    public Swing swing() {
        return swing;
    }

    public boolean toRight() {
        return toRight;
    }

    public double pxPerBl() {
        return pxPerBl;
    }

    public double distance() {
        return distance;
    }

    public double headingDeg() {
        return headingDeg;
    }

    public double turnDegPerS() {
        return turnDegPerS;
    }

    public double noise() {
        return noise;
    }

    public double farNoise() {
        return farNoise;
    }

    public double jitterMs() {
        return jitterMs;
    }

    public double drop() {
        return drop;
    }

    public double outliers() {
        return outliers;
    }

    public double swaps() {
        return swaps;
    }

    public double sorted() {
        return sorted;
    }

    public double strideCv() {
        return strideCv;
    }

    public double pan() {
        return pan;
    }

    public long startUs() {
        return startUs;
    }

    public long seed() {
        return seed;
    }
}
