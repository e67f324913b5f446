package io.barnhand.gait.operators.gait.estimate;

import io.barnhand.gait.operators.gait.body.VerticalMovement;
import io.barnhand.gait.operators.gait.footfall.Footfalls;
import io.barnhand.gait.operators.gait.footfall.GroundLine;
import io.barnhand.gait.operators.gait.footfall.HoofEvents;
import io.barnhand.gait.operators.gait.footfall.StandingHooves;
import io.barnhand.gait.operators.gait.footfall.StrideSeries;
import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.GaitFlags;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.gait.measurement.Quality;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.gait.rhythm.GaitTemplate;
import io.barnhand.gait.operators.gait.rhythm.WindowSignals;
import io.barnhand.gait.operators.records.Limb;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** From the strides of a measured window to the records that are kept of them. */
final class StrideRecords {

    private final WindowSignals signals;
    private final Footfalls footfalls;
    private final StrideSeries series;
    private final StandingHooves standing;
    private final GroundLine ground;
    private final GaitClass gait;
    private final Metric speed;
    private final Quality quality;
    private final String direction;
    private final double[] head;
    private final double[] tailRoot;

    /**
     * @param standing hooves, or null where the way over ground is not to be told
     * @param ground line, or null
     */
    StrideRecords(
            WindowSignals signals,
            Footfalls footfalls,
            StrideSeries series,
            StandingHooves standing,
            GroundLine ground,
            GaitClass gait,
            Metric speed,
            Quality quality,
            String direction) {
        this.signals = signals;
        this.footfalls = footfalls;
        this.series = series;
        this.standing = standing;
        this.ground = ground;
        this.gait = gait;
        this.speed = speed;
        this.quality = quality;
        this.direction = direction;
        boolean vertical =
                ground != null
                        && gait.name().equals(GaitClass.TROT)
                        && !signals.scale.oblique()
                        && !signals.flags.contains(GaitFlags.RIDDEN_SUSPECTED);
        head = vertical ? VerticalMovement.head(signals.samples, signals.scale, ground) : null;
        tailRoot =
                vertical ? VerticalMovement.tailRoot(signals.samples, signals.scale, ground) : null;
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
        VerticalMovement ofHead = limb == Limb.LH ? vertical(head, stride, Limb.LF, Limb.RF) : null;
        VerticalMovement ofTail =
                limb == Limb.LH ? vertical(tailRoot, stride, Limb.LH, Limb.RH) : null;
        return new StrideRecord(
                StrideRecord.SCHEMA_VERSION,
                signals.first.horse(),
                signals.first.track(),
                signals.first.camera(),
                signals.first.recording(),
                signals.posed.get(0).model(),
                GaitEstimator.ALGORITHM,
                signals.keypoints.semantics(),
                signals.first.timeUs(),
                direction,
                gait.name(),
                limb.name(),
                timeUs(stride.on()),
                timeUs(stride.off()),
                timeUs(stride.nextOn()),
                stride.seconds(),
                stride.off() - stride.on(),
                Double.isFinite(stride.eventError()) ? stride.eventError() : null,
                series.phase(stride, GaitTemplate.reference(gait.name())),
                length(limb, stride),
                speed(stride),
                ofHead == null ? null : finite(ofHead.minDiff().value()),
                ofHead == null ? null : finite(ofHead.maxDiff().value()),
                ofTail == null ? null : finite(ofTail.minDiff().value()),
                ofTail == null ? null : finite(ofTail.maxDiff().value()),
                quality.score(),
                quality.flags());
    }

    private long timeUs(double t) {
        return signals.posed.get(0).timeUs() + Math.round(t * 1e6);
    }

    /** Between the places of the two stances, or null. */
    private Double length(Limb limb, HoofEvents.Stride stride) {
        if (standing == null) {
            return null;
        }
        Double from = standing.placeNear(limb, stride.on(), stride.seconds());
        Double to = standing.placeNear(limb, stride.nextOn(), stride.seconds());
        return from == null || to == null ? null : to - from;
    }

    private Double speed(HoofEvents.Stride stride) {
        if (speed.value() == null) {
            return null;
        }
        double from = signals.way.at(stride.on());
        double to = signals.way.at(stride.nextOn());
        return finite((to - from) / stride.seconds());
    }

    private VerticalMovement vertical(
            double[] height, HoofEvents.Stride stride, Limb left, Limb right) {
        if (height == null) {
            return null;
        }
        int from = signals.lowerBound(stride.on());
        int to = signals.lowerBound(stride.nextOn());
        Double midLeft = midStance(left, stride);
        Double midRight = midStance(right, stride);
        if (to - from < 2 || midLeft == null || midRight == null) {
            return null;
        }
        return VerticalMovement.of(
                Arrays.copyOfRange(signals.samples.t(), from, to),
                Arrays.copyOfRange(height, from, to),
                1 / stride.seconds(),
                signals.hooves.period(),
                midLeft,
                midRight);
    }

    private Double midStance(Limb limb, HoofEvents.Stride stride) {
        for (Footfalls.Contact contact : footfalls.contacts(limb)) {
            double middle = 0.5 * (contact.on() + contact.off());
            if (middle >= stride.on() && middle < stride.nextOn()) {
                return middle;
            }
        }
        return null;
    }

    private static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
