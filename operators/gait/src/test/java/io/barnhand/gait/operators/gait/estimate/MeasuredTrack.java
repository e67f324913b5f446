package io.barnhand.gait.operators.gait.estimate;

import io.barnhand.gait.operators.gait.footfall.Footfalls;
import io.barnhand.gait.operators.gait.footfall.GroundLine;
import io.barnhand.gait.operators.gait.footfall.GroundTrack;
import io.barnhand.gait.operators.gait.footfall.StandingHooves;
import io.barnhand.gait.operators.gait.rhythm.RhythmWindow;
import io.barnhand.gait.operators.gait.rhythm.StrideFrequency;
import io.barnhand.gait.operators.gait.settings.GaitSettings;
import io.barnhand.gait.operators.gait.settings.KeypointTraits;
import io.barnhand.gait.operators.gait.signal.GatedWindow;
import io.barnhand.gait.operators.gait.signal.ScaledWindow;
import io.barnhand.gait.operators.gait.signal.TrackSamples;
import io.barnhand.gait.operators.gait.signal.TrunkWindow;
import io.barnhand.gait.operators.gait.signal.WindowPoses;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.Limb;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticTrack;
import io.barnhand.gait.operators.synthetic.SyntheticTruth;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import java.util.List;
import java.util.Optional;

/**
 * A synthetic track with its footfalls and its truth, for tests of what builds on footfalls.
 *
 * @param start of the pose's times in the track's, s: the times of the signals count from the first
 *     pose
 */
public record MeasuredTrack(
        SyntheticTruth truth, double start, RhythmWindow signals, Footfalls footfalls) {

    public static final GaitSettings SETTINGS = GaitSettings.of(0.3, KeypointTraits.UNVERIFIED);

    public static MeasuredTrack of(SyntheticGait gait, SyntheticView view) {
        return of(SyntheticTrack.of(gait, view), SyntheticTruth.of(gait, view), view);
    }

    /** The signal chain as far as the rhythm. */
    public static RhythmWindow rhythm(List<HorsePose> poses) {
        return ScaledWindow.of(GatedWindow.of(WindowPoses.of(poses, false, SETTINGS)))
                .flatMap(TrunkWindow::of)
                .flatMap(RhythmWindow::of)
                .orElseThrow();
    }

    static MeasuredTrack of(List<HorsePose> poses, SyntheticTruth truth, SyntheticView view) {
        RhythmWindow signals = rhythm(poses);
        StrideFrequency rhythm = signals.rhythm();
        Footfalls footfalls = Footfalls.of(rhythm, rhythm.noise());
        if (view.pan() == 0) {
            footfalls =
                    footfalls.withLength(
                            rhythm, signals.way().orElseThrow().value() / rhythm.value());
        }
        double start = (poses.get(0).timeUs() - view.startUs()) * 1e-6;
        return new MeasuredTrack(truth, start, signals, footfalls);
    }

    public TrackSamples samples() {
        return signals.samples();
    }

    /** Hooves over ground that drifts by so much in the picture, BL/s. */
    public GroundTrack ground(double drift) {
        return GroundTrack.of(signals.hooves(), signals.way().orElseThrow(), drift);
    }

    public StandingHooves standing() {
        return StandingHooves.of(ground(0), footfalls);
    }

    public GroundLine line() {
        return found().orElseThrow();
    }

    public Optional<GroundLine> found() {
        return GroundLine.of(
                signals.samples(), signals.scale(), footfalls, signals.trunk().facing());
    }

    /** Middle of the first true stance that begins in the track, s of the signals. */
    public double midStance(Limb limb) {
        SyntheticTruth.LimbTimes own = truth.limb(limb);
        return own.on().get(0) + 0.5 * own.stanceS() - start;
    }
}
