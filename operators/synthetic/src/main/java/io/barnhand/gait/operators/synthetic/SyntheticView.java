package io.barnhand.gait.operators.synthetic;

import java.util.function.Consumer;

/**
 * Camera, duration and keypoint faults of a synthetic track. Immutable: a method that takes a value
 * returns a copy with it.
 */
public final class SyntheticView {

    /** Way of a hoof through the air, from 0 to 1 of the stride length. */
    public enum Swing {
        /** Smoothstep, like the estimator's template. */
        HARD,
        /** Cycloid: leaves and meets the ground gently, looks longer on the ground. */
        SOFT,
        /**
         * Different from every estimator's template, and for every seed: rolls over and drags the
         * toe, swings fast, brakes. The hoof keypoint moves before the toe leaves the ground.
         */
        DRAG
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

    private double noiseMemory;
    private double strideBias;
    private double swapShare;
    private double frameSwaps;
    private double farDrop;
    private double rollDeg;
    private double speedRamp;
    private double liftCv;

    private double headAsymmetry;
    private double headAsymmetryPhase;

    private double tailAsymmetry;
    private double tailAsymmetryPhase;

    private double turnFrom = Double.NEGATIVE_INFINITY;
    private double turnUntil = Double.POSITIVE_INFINITY;

    private int imageWidth = 20_000;
    private int imageHeight = 2_000;

    private double ahead;

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
        noiseMemory = other.noiseMemory;
        strideBias = other.strideBias;
        swapShare = other.swapShare;
        frameSwaps = other.frameSwaps;
        farDrop = other.farDrop;
        rollDeg = other.rollDeg;
        speedRamp = other.speedRamp;
        liftCv = other.liftCv;
        headAsymmetry = other.headAsymmetry;
        headAsymmetryPhase = other.headAsymmetryPhase;
        tailAsymmetry = other.tailAsymmetry;
        tailAsymmetryPhase = other.tailAsymmetryPhase;
        turnFrom = other.turnFrom;
        turnUntil = other.turnUntil;
        imageWidth = other.imageWidth;
        imageHeight = other.imageHeight;
        ahead = other.ahead;
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

    /** AR(1) coefficient of the noise from frame to frame, 0..1; its SD stays that of the noise. */
    public SyntheticView noiseMemory(double rho) {
        return with(v -> v.noiseMemory = rho);
    }

    /**
     * Amplitude of an error of every keypoint locked to the stride, per axis, BL: ε·cos(2πP + ζ).
     */
    public SyntheticView strideBias(double amplitude) {
        return with(v -> v.strideBias = amplitude);
    }

    /**
     * Share of the frames in which a pair of limbs is exchanged, for each pair, in bursts of 2–8
     * frames centred on its crossings. Bursts are added at randomly chosen crossings until the
     * share is reached, the last one by chance so that it is met on average; when every crossing
     * has its burst (about 10 frames per stride), no more are added.
     */
    public SyntheticView swapShare(double share) {
        return with(v -> v.swapShare = share);
    }

    /** Chance that a pair of limbs is exchanged, for each frame and pair by itself. */
    public SyntheticView frameSwaps(double chance) {
        return with(v -> v.frameSwaps = chance);
    }

    /**
     * Share of the frames without the far hind limb, and without the far fore limb, in runs of 3–10
     * frames.
     */
    public SyntheticView farDrop(double share) {
        return with(v -> v.farDrop = share);
    }

    /** Roll of the camera: the picture turned clockwise about its centre, degrees. */
    public SyntheticView rollDeg(double degrees) {
        return with(v -> v.rollDeg = degrees);
    }

    /** Linear change of the speed over the track, share of its mean; stride durations stay. */
    public SyntheticView speedRamp(double share) {
        return with(v -> v.speedRamp = share);
    }

    /** Coefficient of variation of a hoof's lift from stride to stride. */
    public SyntheticView liftCv(double cv) {
        return with(v -> v.liftCv = cv);
    }

    /**
     * Moves eyes and nose up and down once per stride: {@code amplitude·cos(2π(P − P₀) + phase)},
     * P₀ being where the trunk is lowest (at the trot mid-stance of LH and RF).
     *
     * @param amplitude BL; to first order |MinDiff| = 2A|cos ψ|, |MaxDiff| = 2A|sin ψ|
     * @param phase rad
     */
    public SyntheticView headAsymmetry(double amplitude, double phase) {
        return with(
                v -> {
                    v.headAsymmetry = amplitude;
                    v.headAsymmetryPhase = phase;
                });
    }

    /** Moves the root of the tail as {@link #headAsymmetry} moves the head; BL and rad. */
    public SyntheticView tailAsymmetry(double amplitude, double phase) {
        return with(
                v -> {
                    v.tailAsymmetry = amplitude;
                    v.tailAsymmetryPhase = phase;
                });
    }

    /** Lets the heading change between two times of the track only, s. */
    public SyntheticView turnBetween(double from, double until) {
        return with(
                v -> {
                    v.turnFrom = from;
                    v.turnUntil = until;
                });
    }

    /** Size of the picture, px; keypoints outside are lost or moved to its edge. */
    public SyntheticView image(int width, int height) {
        return with(
                v -> {
                    v.imageWidth = width;
                    v.imageHeight = height;
                });
    }

    /** Places the middle of the way ahead of the picture's middle, BL in the way of travel. */
    public SyntheticView ahead(double bodyLengths) {
        return with(v -> v.ahead = bodyLengths);
    }

    /** Scale at the start, px per BL. */
    public SyntheticView pxPerBl(double scale) {
        return with(v -> v.pxPerBl = scale);
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

    public double noiseMemory() {
        return noiseMemory;
    }

    public double strideBias() {
        return strideBias;
    }

    public double swapShare() {
        return swapShare;
    }

    public double frameSwaps() {
        return frameSwaps;
    }

    public double farDrop() {
        return farDrop;
    }

    public double rollDeg() {
        return rollDeg;
    }

    public double speedRamp() {
        return speedRamp;
    }

    public double liftCv() {
        return liftCv;
    }

    public double headAsymmetry() {
        return headAsymmetry;
    }

    public double headAsymmetryPhase() {
        return headAsymmetryPhase;
    }

    public double tailAsymmetry() {
        return tailAsymmetry;
    }

    public double tailAsymmetryPhase() {
        return tailAsymmetryPhase;
    }

    public double turnFrom() {
        return turnFrom;
    }

    public double turnUntil() {
        return turnUntil;
    }

    public int imageWidth() {
        return imageWidth;
    }

    public int imageHeight() {
        return imageHeight;
    }

    public double ahead() {
        return ahead;
    }

    public long startUs() {
        return startUs;
    }

    public long seed() {
        return seed;
    }
}
