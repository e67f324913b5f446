package io.barnhand.gait.job.analysis.validation.observe;

import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.JointRanges;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.gait.measurement.PassMeasurement;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.gait.measurement.VerticalAsymmetry;
import io.barnhand.gait.operators.records.Limb;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticTrack;
import io.barnhand.gait.operators.synthetic.SyntheticTruth;
import io.barnhand.gait.operators.synthetic.SyntheticTruth.JointTruth;
import io.barnhand.gait.operators.synthetic.SyntheticTruth.LimbTimes;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import java.util.ArrayList;
import java.util.List;

/** Puts what is measured of one pass beside what is true of it. */
final class PassObserver {

    /** Neck to root of tail of the synthetic horse: the body length that its keypoints show, BL. */
    static final double BODY_LENGTH = Math.hypot(1.00, 0.12 - 0.08);

    /** Of a limb's plane from the middle of the horse, BL. */
    private static final double HALF_TRACK_WIDTH = 0.10;

    private final SyntheticGait gait;
    private final SyntheticView view;
    private final int run;
    private final PassMeasurement measured;
    private final GaitRecord record;
    private final List<Observation> observations = new ArrayList<>();

    private PassObserver(SyntheticHorse horse) {
        gait = horse.gait();
        view = horse.view();
        run = horse.run();
        measured = GaitStage.pass(SyntheticTrack.of(gait, view));
        record = measured.record();
    }

    static List<Observation> observe(SyntheticHorse horse, Condition.Scope scope) {
        PassObserver observer = new PassObserver(horse);
        observer.observe(scope);
        return observer.observations;
    }

    private void observe(Condition.Scope scope) {
        observations.add(
                Observation.bare(
                        run,
                        gait.name(),
                        ValidatedQuantity.GAIT_CLASS,
                        Double.NaN,
                        record.quality().score(),
                        record.gait().name()));
        addPhases();
        if (scope == Condition.Scope.CLASS) {
            add(
                    ValidatedQuantity.FREQUENCY,
                    gait.frequency(),
                    record.metrics().pace().strideFreqHz());
            return;
        }
        SyntheticTruth truth = SyntheticTruth.of(gait, view);
        addRhythm(truth);
        addLimbs(truth);
        addBody(truth);
        if (scope == Condition.Scope.EVENTS) {
            measured.strides().forEach(stride -> addEvents(stride, truth));
        }
    }

    /** Phases count from the reference of the class that was found: comparable in the right one. */
    private void addPhases() {
        if (!record.gait().name().equals(gait.name())) {
            return;
        }
        double reference = gait.phase(gait.reference());
        for (Limb limb : Limb.values()) {
            if (limb != gait.reference()) {
                double phase = gait.phase(limb) - reference;
                addRound(
                        ValidatedQuantity.LIMB_PHASE,
                        phase,
                        record.metrics().placement().limbPhase().of(limb));
            }
        }
    }

    private void addRhythm(SyntheticTruth truth) {
        add(ValidatedQuantity.FREQUENCY, truth.frequency(), record.metrics().pace().strideFreqHz());
        add(
                ValidatedQuantity.STRIDE_DURATION,
                1 / truth.frequency(),
                record.metrics().pace().strideDurationS());
        add(
                ValidatedQuantity.SPEED,
                truth.speed() / BODY_LENGTH,
                record.metrics().pace().speedBlS());
        add(
                ValidatedQuantity.STRIDE_LENGTH,
                truth.strideLength() / BODY_LENGTH,
                record.metrics().pace().strideLengthBl());
        addRound(ValidatedQuantity.LAP, truth.lap(), record.metrics().placement().lap());
        addRound(ValidatedQuantity.DAP, truth.dap(), record.metrics().placement().dap());
        add(
                ValidatedQuantity.SUSPENSION,
                truth.suspension(),
                record.metrics().support().suspensionFraction());
        if (view.strideCv() > 0) {
            double cv = StrideVariationTruth.pct(gait, view.strideCv());
            add(ValidatedQuantity.STRIDE_CV, cv, record.metrics().regularity().strideCvPct());
        }
    }

    private void addLimbs(SyntheticTruth truth) {
        for (Limb limb : Limb.values()) {
            LimbTimes own = truth.limb(limb);
            add(
                    ValidatedQuantity.STANCE,
                    own.stanceS(),
                    record.metrics().stance().stanceS().of(limb));
            add(ValidatedQuantity.SWING, own.swingS(), record.metrics().stance().swingS().of(limb));
            add(
                    ValidatedQuantity.DUTY_FACTOR,
                    own.duty(),
                    record.metrics().stance().dutyFactor().of(limb));
            double length = truth.strideLength() / BODY_LENGTH * parallax(limb);
            add(
                    ValidatedQuantity.LIMB_STRIDE_LENGTH,
                    length,
                    record.metrics().limbStrideLengthBl().of(limb));
        }
    }

    /** A near limb passes through the picture faster than the trunk that body lengths come from. */
    private double parallax(Limb limb) {
        boolean far = limb.left() == view.toRight();
        double depth = view.distance() + (far ? HALF_TRACK_WIDTH : -HALF_TRACK_WIDTH);
        return view.distance() / depth;
    }

    private void addBody(SyntheticTruth truth) {
        add(
                ValidatedQuantity.INCLINATION,
                truth.inclinationDeg(),
                record.metrics().trunk().trunkInclDeg());
        if (gait.pitchDeg() > 0) {
            add(
                    ValidatedQuantity.PITCH,
                    truth.pitchDeg(),
                    record.metrics().trunk().trunkPitchAmpDeg());
        }
        JointTruth near = truth.near();
        JointRanges ranges = record.metrics().romDeg();
        add(ValidatedQuantity.ROM_ELBOW, near.elbowKp().romHarmonic(), ranges.elbowKp());
        add(ValidatedQuantity.ROM_KNEE, near.kneeKp().romHarmonic(), ranges.kneeKp());
        add(ValidatedQuantity.ROM_HIP, near.hipKp().romHarmonic(), ranges.hipKp());
        add(ValidatedQuantity.ROM_SHOULDER, near.shoulderKp().romHarmonic(), ranges.shoulderKp());
        add(ValidatedQuantity.RAW_ROM_ELBOW, near.elbowKp().rom(), ranges.elbowKp());
        add(ValidatedQuantity.RAW_ROM_KNEE, near.kneeKp().rom(), ranges.kneeKp());
        add(ValidatedQuantity.RAW_ROM_HIP, near.hipKp().rom(), ranges.hipKp());
        add(ValidatedQuantity.RAW_ROM_SHOULDER, near.shoulderKp().rom(), ranges.shoulderKp());
        if (view.headAsymmetry() > 0) {
            VerticalAsymmetry vertical = record.metrics().verticalAsymPctBl();
            double pct = 100 / BODY_LENGTH;
            add(ValidatedQuantity.HEAD_MIN, pct * truth.head().minDiff(), vertical.headMin());
            add(ValidatedQuantity.HEAD_MAX, pct * truth.head().maxDiff(), vertical.headMax());
            add(
                    ValidatedQuantity.TAILROOT_MIN,
                    pct * truth.tailRoot().minDiff(),
                    vertical.tailrootMin());
            add(
                    ValidatedQuantity.TAILROOT_MAX,
                    pct * truth.tailRoot().maxDiff(),
                    vertical.tailrootMax());
        }
    }

    private void addEvents(StrideRecord stride, SyntheticTruth truth) {
        LimbTimes own = truth.limb(Limb.valueOf(stride.limb()));
        double on = 1e-6 * (stride.onUs() - view.startUs());
        double off = 1e-6 * (stride.offUs() - view.startUs());
        addBare(ValidatedQuantity.HOOF_ON, nearest(own.on(), on), on);
        addBare(ValidatedQuantity.HOOF_OFF, nearest(own.off(), off), off);
        addBare(ValidatedQuantity.SINGLE_STANCE, own.stanceS(), stride.stanceS());
    }

    private static double nearest(List<Double> times, double t) {
        double nearest = Double.NaN;
        for (double time : times) {
            if (!(Math.abs(time - t) >= Math.abs(nearest - t))) {
                nearest = time;
            }
        }
        return nearest;
    }

    private void add(ValidatedQuantity measure, double truth, Metric metric) {
        observations.add(Observation.of(run, gait.name(), measure, truth, metric));
    }

    private void addRound(ValidatedQuantity measure, double truth, Metric metric) {
        observations.add(Observation.round(run, gait.name(), measure, truth, metric));
    }

    private void addBare(ValidatedQuantity measure, double truth, double value) {
        observations.add(Observation.bare(run, gait.name(), measure, truth, value, ""));
    }
}
