package io.barnhand.gait.operators.gait.pooling;

import io.barnhand.gait.operators.gait.estimate.StrideVariation;
import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.GaitWindow;
import io.barnhand.gait.operators.gait.measurement.LimbStrides;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.gait.measurement.Pace;
import io.barnhand.gait.operators.gait.measurement.Placement;
import io.barnhand.gait.operators.gait.measurement.Provenance;
import io.barnhand.gait.operators.gait.measurement.ProvenanceBuilder;
import io.barnhand.gait.operators.gait.measurement.Quality;
import io.barnhand.gait.operators.gait.measurement.QualityBuilder;
import io.barnhand.gait.operators.gait.measurement.Regularity;
import io.barnhand.gait.operators.gait.measurement.Scale;
import io.barnhand.gait.operators.gait.measurement.StanceTiming;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.gait.measurement.TrackIdentityBuilder;
import io.barnhand.gait.operators.gait.measurement.WindowMetrics;
import io.barnhand.gait.operators.gait.numeric.Quantiles;
import io.barnhand.gait.operators.records.Limb;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The gait of a horse over several passes, from its strides; not from the records of passes, whose
 * intervals cannot be added up, and not from sliding windows, which overlap (gait reference,
 * section 2.12).
 *
 * <p>Least numbers of strides: 2 for frequency, speed, stride length, stance, swing and phases, 3
 * for the duty factor, 5 per limb and direction for left against right, 8 for variation and
 * regularity (for variation: seven degrees of freedom about the passes' means), 25 in all and 5 per
 * direction for head and tail root. Below, a metric is null with its reason.
 *
 * <p>Intervals are the block jackknife's with Student's t: over passes from five passes on, else
 * over strides from five strides on, none below. They state precision. Stride frequency counts
 * strides of the reference hind limb, as the four limbs repeat the same stride. Strides count once
 * however often they are given, in any order.
 *
 * <p>What is measured over a pass as a whole (joint angles, inclination, stride regularity,
 * suspension, support) is null with {@code not_pooled}. The quality block holds the median of the
 * passes' scores; its frames and their shares are 0, as strides do not say what they were measured
 * from.
 *
 * @param record with window kind {@code pooled}
 * @param cameraBias what the camera adds to left against right
 */
public record PooledGait(GaitRecord record, CameraBias cameraBias) {

    /** Flags of a pass that do not hold for a pool. */
    private static final Set<GaitFlag> OF_A_SINGLE_PASS =
            Set.of(GaitFlag.SINGLE_DIRECTION, GaitFlag.LOW_STRIDES);

    /** Every pool in strides of any horses, cameras and gaits, by its first stride. */
    public static Map<PoolKey, PooledGait> all(
            Collection<StrideRecord> strides, Map<String, Double> metresPerBodyLength) {
        Map<PoolKey, PooledGait> pooled = new LinkedHashMap<>();
        PoolKey.group(strides)
                .forEach(
                        (key, pool) ->
                                pooled.put(key, of(pool, metresPerBodyLength.get(key.cameraId()))));
        return pooled;
    }

    /**
     * @param strides of one {@link PoolKey}, at least one
     * @param metresPerBodyLength of the camera, or null where not known
     * @throws IllegalArgumentException where strides may not be pooled
     */
    public static PooledGait of(
            Collection<StrideRecord> strides, @Nullable Double metresPerBodyLength) {
        StridePool pool = StridePool.of(strides);
        LimbSymmetry symmetry = new LimbSymmetry(pool);
        return new PooledGait(record(pool, symmetry, metresPerBodyLength), symmetry.cameraBias());
    }

    private static GaitRecord record(
            StridePool pool, LimbSymmetry symmetry, @Nullable Double metres) {
        PoolKey key = pool.key();
        WindowMetrics metrics = metrics(pool, symmetry, metres);
        Metric frequency = metrics.pace().strideFreqHz();
        return new GaitRecord(
                GaitRecord.SCHEMA_VERSION,
                TrackIdentityBuilder.stagedBuilder()
                        .horseId(key.horseId())
                        .trackId(key.trackId())
                        .cameraId(key.cameraId())
                        .recording(key.recording())
                        .build(),
                ProvenanceBuilder.stagedBuilder()
                        .poseModel(key.poseModel())
                        .poseStatus(Provenance.STATUS_OK)
                        .algoVersion(key.algoVersion())
                        .kpSemantics(key.kpSemantics())
                        .build(),
                window(pool, frequency),
                Scale.of(null, metres),
                GaitClass.only(key.gait()),
                metrics,
                quality(pool, frequency));
    }

    private static WindowMetrics metrics(
            StridePool pool, LimbSymmetry symmetry, @Nullable Double metres) {
        StrideMeans means = new StrideMeans(pool);
        StrideVariation variation =
                StrideVariation.of(pool.strides().stream().map(PooledStride::stride).toList());
        WindowMetrics notPooled = WindowMetrics.absent(0, List.of(GaitFlag.NOT_POOLED));
        Pace pace =
                notPooled
                        .pace()
                        .withSpeedBlS(means.speed())
                        .withStrideFreqHz(means.frequency())
                        .withStrideDurationS(means.duration())
                        .withStrideLengthBl(means.strideLength())
                        .inMetres(metres);
        StanceTiming stance =
                notPooled
                        .stance()
                        .withStanceS(means.stance())
                        .withSwingS(means.swing())
                        .withDutyFactor(means.dutyFactor());
        Placement placement =
                notPooled
                        .placement()
                        .withLimbPhase(means.phases())
                        .withLap(means.lap())
                        .withDap(means.dap());
        Regularity regularity =
                notPooled
                        .regularity()
                        .withStrideCvPct(variation.cvPct())
                        .withCvFloorPct(variation.floorPct())
                        .withFootfallRegularity(LandingOrder.regularity(pool));
        return notPooled
                .withPace(pace)
                .withLimbStrideLengthBl(means.limbStrideLength())
                .withStance(stance)
                .withPlacement(placement)
                .withSymmetryPct(symmetry.symmetry())
                .withStepAsymPhase(symmetry.stepAsymmetry())
                .withVerticalAsymPctBl(new HeadAndTail(pool).asymmetry())
                .withRegularity(regularity);
    }

    private static GaitWindow window(StridePool pool, Metric frequency) {
        long start = Long.MAX_VALUE;
        long end = Long.MIN_VALUE;
        for (PooledStride stride : pool.strides()) {
            start = Math.min(start, stride.stride().onUs());
            end = Math.max(end, stride.stride().nextOnUs());
        }
        return new GaitWindow(
                Math.floorDiv(start, 1000),
                Math.floorDiv(end, 1000),
                GaitWindow.POOLED,
                pool.passes(),
                (double) frequency.strides(),
                pool.direction().orElse(null));
    }

    private static Quality quality(StridePool pool, Metric frequency) {
        return QualityBuilder.builder()
                .score(medianScore(pool))
                .frames(0)
                .limbStrides(limbStrides(pool))
                .flags(flags(pool, frequency))
                .build();
    }

    /** Over passes, each counting once. */
    private static double medianScore(StridePool pool) {
        double[] scores = new double[pool.passes()];
        for (PooledStride stride : pool.strides()) {
            scores[stride.pass()] = stride.stride().quality();
        }
        return Quantiles.median(scores);
    }

    private static LimbStrides limbStrides(StridePool pool) {
        int[] counts = new int[Limb.COUNT];
        for (PooledStride stride : pool.strides()) {
            counts[stride.limb().ordinal()]++;
        }
        return new LimbStrides(
                counts[Limb.LH.ordinal()],
                counts[Limb.LF.ordinal()],
                counts[Limb.RH.ordinal()],
                counts[Limb.RF.ordinal()]);
    }

    private static List<GaitFlag> flags(StridePool pool, Metric frequency) {
        Set<GaitFlag> flags = new TreeSet<>();
        pool.strides().forEach(stride -> flags.addAll(stride.stride().flags()));
        flags.removeAll(OF_A_SINGLE_PASS);
        flags.addAll(frequency.flags());
        if (!pool.bothDirections()) {
            flags.add(GaitFlag.SINGLE_DIRECTION);
        }
        return List.copyOf(flags);
    }
}
