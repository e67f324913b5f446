package io.barnhand.gait.operators.gait.estimate;

import io.barnhand.gait.operators.gait.body.VerticalMovement;
import io.barnhand.gait.operators.gait.footfall.Footfalls;
import io.barnhand.gait.operators.gait.footfall.GroundLine;
import io.barnhand.gait.operators.gait.footfall.GroundedWindow;
import io.barnhand.gait.operators.gait.footfall.HoofEvents;
import io.barnhand.gait.operators.gait.footfall.StrideSeries;
import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.Quality;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.gait.rhythm.GaitTemplate;
import io.barnhand.gait.operators.gait.rhythm.RhythmWindow;
import io.barnhand.gait.operators.gait.signal.GaitQuality;
import io.barnhand.gait.operators.gait.signal.WindowPoses;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.Limb;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** From the strides of a measured window to the records that are kept of them. */
final class StrideRecords {

    private final GroundedWindow window;
    private final RhythmWindow signals;
    private final GaitClass gait;
    private final boolean speedKnown;
    private final StrideSeries series;
    private final Quality quality;
    private final Optional<double[]> head;
    private final Optional<double[]> tailRoot;

    /**
     * @param series of the window
     * @param quality of the window
     */
    StrideRecords(Measured measured, StrideSeries series, Quality quality) {
        window = measured.grounded();
        signals = measured.signals();
        gait = measured.gait();
        speedKnown = measured.metrics().pace().speedBlS().isPresent();
        this.series = series;
        this.quality = quality;
        Optional<GroundLine> line =
                measured.ground()
                        .filter(any -> gait.name().equals(GaitClass.TROT))
                        .filter(any -> !signals.scale().oblique())
                        .filter(any -> !signals.poses().ridden());
        head = line.map(l -> VerticalMovement.head(signals.samples(), signals.scale(), l));
        tailRoot = line.map(l -> VerticalMovement.tailRoot(signals.samples(), signals.scale(), l));
    }

    /** By time of hoof-on. */
    List<StrideRecord> all() {
        List<StrideRecord> records = new ArrayList<>();
        for (Limb limb : Limb.values()) {
            for (HoofEvents.Stride stride : series.of(limb)) {
                records.add(record(limb, stride));
            }
        }
        records.sort(
                Comparator.comparingLong(StrideRecord::onUs).thenComparing(StrideRecord::limb));
        return records;
    }

    private StrideRecord record(Limb limb, HoofEvents.Stride stride) {
        WindowPoses poses = signals.poses();
        HorsePose first = poses.first();
        VerticalMovement ofHead = vertical(head, limb, stride, Limb.LF, Limb.RF);
        VerticalMovement ofTail = vertical(tailRoot, limb, stride, Limb.LH, Limb.RH);
        return new StrideRecord(
                StrideRecord.SCHEMA_VERSION,
                first.horse(),
                first.track(),
                first.camera(),
                first.recording(),
                poses.posed().get(0).model(),
                GaitEstimator.ALGORITHM,
                poses.keypoints().semantics(),
                first.timeUs(),
                signals.direction().orElseThrow(),
                gait.name(),
                limb.name(),
                timeUs(stride.on()),
                timeUs(stride.off()),
                timeUs(stride.nextOn()),
                stride.seconds(),
                stride.off() - stride.on(),
                GaitQuality.finite(stride.eventError()),
                GaitQuality.finite(series.phase(stride, GaitTemplate.reference(gait.name()))),
                GaitQuality.finite(length(limb, stride)),
                GaitQuality.finite(speed(stride)),
                GaitQuality.finite(ofHead.minDiff().value()),
                GaitQuality.finite(ofHead.maxDiff().value()),
                GaitQuality.finite(ofTail.minDiff().value()),
                GaitQuality.finite(ofTail.maxDiff().value()),
                quality.score(),
                quality.flags());
    }

    private long timeUs(double t) {
        return signals.poses().posed().get(0).timeUs() + Math.round(t * 1e6);
    }

    /** Between the places of the two stances, BL, or NaN. */
    private double length(Limb limb, HoofEvents.Stride stride) {
        if (!window.againstLengths().isEmpty()) {
            return Double.NaN;
        }
        double from = window.standing().placeNear(limb, stride.on(), stride.seconds());
        double to = window.standing().placeNear(limb, stride.nextOn(), stride.seconds());
        return to - from;
    }

    /** BL/s, or NaN. */
    private double speed(HoofEvents.Stride stride) {
        double from = window.way().at(stride.on());
        double to = window.way().at(stride.nextOn());
        return speedKnown ? (to - from) / stride.seconds() : Double.NaN;
    }

    /** Once for each stride of the horse, on its left hind limb. */
    private VerticalMovement vertical(
            Optional<double[]> height, Limb limb, HoofEvents.Stride stride, Limb left, Limb right) {
        return height.filter(any -> limb == Limb.LH)
                .map(
                        all ->
                                vertical(
                                        all,
                                        stride,
                                        midStance(left, stride),
                                        midStance(right, stride)))
                .orElse(VerticalMovement.UNKNOWN);
    }

    private VerticalMovement vertical(
            double[] height, HoofEvents.Stride stride, double midLeft, double midRight) {
        int from = signals.lowerBound(stride.on());
        int to = signals.lowerBound(stride.nextOn());
        if (to - from < 2 || Double.isNaN(midLeft) || Double.isNaN(midRight)) {
            return VerticalMovement.UNKNOWN;
        }
        return VerticalMovement.of(
                Arrays.copyOfRange(signals.samples().t(), from, to),
                Arrays.copyOfRange(height, from, to),
                1 / stride.seconds(),
                signals.hooves().period(),
                midLeft,
                midRight);
    }

    /** s, or NaN. */
    private double midStance(Limb limb, HoofEvents.Stride stride) {
        return window.footfalls().contacts(limb).stream()
                .mapToDouble(Footfalls.Contact::middle)
                .filter(middle -> middle >= stride.on() && middle < stride.nextOn())
                .findFirst()
                .orElse(Double.NaN);
    }
}
