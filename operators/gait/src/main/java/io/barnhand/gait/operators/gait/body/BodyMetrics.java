package io.barnhand.gait.operators.gait.body;

import io.barnhand.gait.models.keypoints.Ap10k;
import io.barnhand.gait.operators.gait.footfall.Footfalls;
import io.barnhand.gait.operators.gait.footfall.GroundLine;
import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.JointRanges;
import io.barnhand.gait.operators.gait.measurement.JointRangesBuilder;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.gait.measurement.TrunkMovement;
import io.barnhand.gait.operators.gait.measurement.TrunkMovementBuilder;
import io.barnhand.gait.operators.gait.measurement.VerticalAsymmetry;
import io.barnhand.gait.operators.gait.measurement.VerticalAsymmetryBuilder;
import io.barnhand.gait.operators.gait.rhythm.BlockScatter;
import io.barnhand.gait.operators.gait.rhythm.RhythmWindow;
import io.barnhand.gait.operators.gait.rhythm.StrideFrequency;
import io.barnhand.gait.operators.gait.settings.KeypointTraits;
import io.barnhand.gait.operators.records.Limb;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** From the trunk, the head and the joints of a window to its metrics of attitude and movement. */
public final class BodyMetrics {

    private static final double MIN_STRIDES_RANGE = 3;
    private static final int MIN_STRIDES_VERTICAL = 25;
    private static final int MIN_STRIDES_REGULARITY = 8;
    private static final double MIN_FRAMES_SEEN = 0.5;

    private final RhythmWindow signals;
    private final StrideFrequency rhythm;
    private final Footfalls footfalls;
    private final Optional<GroundLine> ground;
    private final GaitClass gait;
    private final int n;

    /**
     * @param ground line, where it was found
     */
    public BodyMetrics(
            RhythmWindow signals,
            Footfalls footfalls,
            Optional<GroundLine> ground,
            GaitClass gait) {
        this.signals = signals;
        this.footfalls = footfalls;
        this.ground = ground;
        this.gait = gait;
        rhythm = signals.rhythm();
        n = signals.strides();
    }

    /**
     * How the trunk is carried and moves.
     *
     * @param movement of the trunk
     * @param strideRegularity autocorrelation of its vertical movement
     */
    public record Attitude(TrunkMovement movement, Metric strideRegularity) {}

    public Attitude attitude() {
        List<GaitFlag> reasons = new ArrayList<>();
        if (ground.isEmpty()) {
            reasons.add(GaitFlag.LOW_STRIDES);
        }
        if (signals.scale().oblique()) {
            // A foreshortened trunk looks steeper than it is.
            reasons.add(GaitFlag.OBLIQUE_VIEW);
        }
        if (!reasons.isEmpty()) {
            Metric absent = Metric.absent(n, reasons);
            return new Attitude(TrunkMovement.absent(absent), absent);
        }
        TrunkAttitude attitude =
                TrunkAttitude.of(
                        signals.samples(),
                        signals.scale(),
                        ground.orElseThrow(),
                        signals.trunk().facing(),
                        signals.hooves().period());
        TrunkMovement movement =
                TrunkMovementBuilder.stagedBuilder()
                        .trunkInclDeg(metric(attitude.inclination(rhythm.blocks())))
                        .trunkPitchAmpDeg(
                                asymmetrical()
                                        ? metric(attitude.pitch(rhythm.blocks()))
                                        : Metric.absent(n, List.of(GaitFlag.SYMMETRICAL_GAIT)))
                        .build();
        return new Attitude(
                movement,
                n < MIN_STRIDES_REGULARITY
                        ? Metric.absent(n, List.of(GaitFlag.LOW_STRIDES))
                        : correlation(attitude.regularity(rhythm.blocks())));
    }

    private boolean asymmetrical() {
        String name = gait.name();
        return name.startsWith("canter") || name.startsWith("gallop");
    }

    /** With Fisher's interval: atanh(r) has the standard error 1 / √(n − 3). */
    private Metric correlation(double r) {
        if (!Double.isFinite(r) || Math.abs(r) >= 1) {
            return Metric.absent(n, List.of(GaitFlag.LOW_STRIDES));
        }
        double half = 1.96 / Math.sqrt(n - 3);
        double z = 0.5 * Math.log((1 + r) / (1 - r));
        return new Metric(r, null, Math.tanh(z - half), Math.tanh(z + half), n, List.of());
    }

    private Metric metric(Footfalls.Estimate estimate) {
        return Metric.of(estimate.value(), estimate.standardError(), n, List.of());
    }

    /** Joint angles of the limbs towards the camera. */
    public JointRanges joints() {
        String side = signals.trunk().facing() < 0 ? "L" : "R";
        List<GaitFlag> reasons = new ArrayList<>();
        if (signals.poses().keypoints().semantics().equals(KeypointTraits.UNVERIFIED)) {
            reasons.add(GaitFlag.KP_UNVERIFIED);
        }
        if (signals.scale().oblique()) {
            reasons.add(GaitFlag.OBLIQUE_VIEW);
        }
        if (rhythm.strides() < MIN_STRIDES_RANGE) {
            reasons.add(GaitFlag.LOW_STRIDES);
        }
        if (!reasons.isEmpty()) {
            return JointRanges.absent(Metric.absent(n, reasons), side);
        }
        Limb fore = signals.near(Limb.LF) ? Limb.LF : Limb.RF;
        Limb hind = signals.near(Limb.LH) ? Limb.LH : Limb.RH;
        return JointRangesBuilder.stagedBuilder()
                .elbowKp(range(fore.pivot, fore.joint, fore.hoof))
                .kneeKp(range(hind.pivot, hind.joint, hind.hoof))
                .hipKp(range(Ap10k.TAIL, hind.pivot, hind.joint))
                .shoulderKp(range(Ap10k.NECK, fore.pivot, fore.joint))
                .side(side)
                .build();
    }

    private Metric range(int a, int b, int c) {
        double[] angle = JointAngles.angle(signals.samples(), a, b, c);
        int seen = 0;
        for (double value : angle) {
            seen += Double.isNaN(value) ? 0 : 1;
        }
        if (seen < MIN_FRAMES_SEEN * signals.samples().usableFrames()) {
            return Metric.absent(n, List.of(GaitFlag.FAR_LIMB_WEAK));
        }
        return overBlocks(
                block -> {
                    int from = signals.lowerBound(block.from());
                    int to = signals.lowerBound(block.to());
                    return JointAngles.range(
                            Arrays.copyOfRange(signals.samples().t(), from, to),
                            Arrays.copyOfRange(angle, from, to),
                            block.frequency(),
                            signals.hooves().period());
                },
                1,
                List.of());
    }

    /** Head and tail root at the trot. */
    public VerticalAsymmetry vertical() {
        List<GaitFlag> reasons = againstVertical();
        if (!reasons.isEmpty()) {
            return VerticalAsymmetry.absent(Metric.absent(n, reasons));
        }
        // Of one direction: what the camera's side adds is still in it.
        List<GaitFlag> caution = List.of(GaitFlag.SINGLE_DIRECTION);
        GroundLine line = ground.orElseThrow();
        double[] head = VerticalMovement.head(signals.samples(), signals.scale(), line);
        double[] tail = VerticalMovement.tailRoot(signals.samples(), signals.scale(), line);
        Metric headMin =
                overBlocks(b -> vertical(b, head, Limb.LF, Limb.RF).minDiff(), 100, caution);
        Metric headMax =
                overBlocks(b -> vertical(b, head, Limb.LF, Limb.RF).maxDiff(), 100, caution);
        return VerticalAsymmetryBuilder.stagedBuilder()
                .headMin(headMin)
                .headMax(headMax)
                .headVs(vectorSum(headMin, headMax, caution))
                .tailrootMin(
                        overBlocks(
                                b -> vertical(b, tail, Limb.LH, Limb.RH).minDiff(), 100, caution))
                .tailrootMax(
                        overBlocks(
                                b -> vertical(b, tail, Limb.LH, Limb.RH).maxDiff(), 100, caution))
                .build();
    }

    private List<GaitFlag> againstVertical() {
        List<GaitFlag> reasons = new ArrayList<>();
        if (!gait.name().equals(GaitClass.TROT)) {
            reasons.add(GaitFlag.NOT_TROT);
        }
        if (signals.poses().ridden()) {
            reasons.add(GaitFlag.RIDDEN_SUSPECTED);
        }
        if (signals.scale().oblique()) {
            reasons.add(GaitFlag.OBLIQUE_VIEW);
        }
        if (n < MIN_STRIDES_VERTICAL || ground.isEmpty()) {
            reasons.add(GaitFlag.LOW_STRIDES);
        }
        return reasons;
    }

    private VerticalMovement vertical(
            StrideFrequency.Block block, double[] height, Limb left, Limb right) {
        int from = signals.lowerBound(block.from());
        int to = signals.lowerBound(block.to());
        return to - from < 2
                ? VerticalMovement.UNKNOWN
                : VerticalMovement.of(
                        Arrays.copyOfRange(signals.samples().t(), from, to),
                        Arrays.copyOfRange(height, from, to),
                        block.frequency(),
                        signals.hooves().period(),
                        midStance(left, block),
                        midStance(right, block));
    }

    private double midStance(Limb limb, StrideFrequency.Block block) {
        for (Footfalls.Contact contact : footfalls.contacts(limb)) {
            if (contact.off() > block.from()) {
                return contact.middle();
            }
        }
        return Double.NaN;
    }

    /** Mean over the blocks that give a value, weighted by their strides. */
    private Metric overBlocks(
            Function<StrideFrequency.Block, Footfalls.Estimate> estimate,
            double factor,
            List<GaitFlag> caution) {
        double sum = 0;
        double variance = 0;
        double weights = 0;
        List<Double> each = new ArrayList<>();
        for (StrideFrequency.Block block : rhythm.blocks()) {
            Footfalls.Estimate own = estimate.apply(block);
            if (Double.isFinite(own.value())) {
                sum += block.strides() * own.value();
                variance += Math.pow(block.strides() * own.standardError(), 2);
                weights += block.strides();
                each.add(own.value());
            }
        }
        double error = BlockScatter.atLeast(Math.sqrt(variance) / weights, each);
        return Metric.of(factor * sum / weights, factor * error, n, caution);
    }

    private Metric vectorSum(Metric min, Metric max, List<GaitFlag> caution) {
        if (!min.isPresent() || !max.isPresent()) {
            return min.isPresent() ? max : min;
        }
        double sum = Math.hypot(min.orNaN(), max.orNaN());
        double error =
                Math.hypot(min.orNaN() * min.standardError(), max.orNaN() * max.standardError())
                        / sum;
        return Metric.of(sum, error, n, caution);
    }
}
