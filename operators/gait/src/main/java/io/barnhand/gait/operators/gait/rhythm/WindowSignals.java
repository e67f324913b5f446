package io.barnhand.gait.operators.gait.rhythm;

import io.barnhand.gait.operators.gait.measurement.GaitFlags;
import io.barnhand.gait.operators.gait.numeric.Ascending;
import io.barnhand.gait.operators.gait.settings.GaitSettings;
import io.barnhand.gait.operators.gait.settings.KeypointTraits;
import io.barnhand.gait.operators.gait.signal.BodyScale;
import io.barnhand.gait.operators.gait.signal.FrameGates;
import io.barnhand.gait.operators.gait.signal.GaitQuality;
import io.barnhand.gait.operators.gait.signal.HoofSignals;
import io.barnhand.gait.operators.gait.signal.Speed;
import io.barnhand.gait.operators.gait.signal.TrackIdentity;
import io.barnhand.gait.operators.gait.signal.TrackSamples;
import io.barnhand.gait.operators.gait.signal.TrunkReference;
import io.barnhand.gait.operators.records.FrameFlags;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.Limb;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the signal chain makes of the poses of a window: gates, body scale, trunk, way, rhythm of
 * the hooves with exchanged legs put back. Each step needs the one before; what could not be made
 * is null.
 */
public final class WindowSignals {

    private static final double SUSPICIOUS_SWAPS = 0.15;
    private static final double RIDDEN_SHARE = 0.5;

    /** A trunk smoothed over a stride needs to be longer than two. */
    private static final double STRIDES_TO_STEADY = 2;

    private static final Set<String> FRAME_FLAGS =
            Set.of(
                    FrameFlags.OVERLAP,
                    FrameFlags.DUPLICATE_FRAMES,
                    FrameFlags.IDENTITY_AMBIGUOUS,
                    FrameFlags.CLOCK_UNKNOWN,
                    FrameFlags.CLOCK_OFF,
                    FrameFlags.SEGMENT_GAP);

    public final List<HorsePose> all;
    public final List<HorsePose> posed;
    public final HorsePose first;
    public final GaitSettings.Camera camera;
    public final KeypointTraits keypoints;
    public final Set<String> flags = new LinkedHashSet<>();

    public TrackSamples samples;
    public BodyScale scale;
    public TrunkReference trunk;
    public Speed way;
    public double validShare;
    public boolean otherHorse;
    public HoofSignals hooves;
    public LimbSwaps swaps;
    private StrideFrequency rhythm;

    /**
     * @param poses of one track in event-time order, not empty
     */
    public WindowSignals(List<HorsePose> poses, GaitSettings settings) {
        all = poses;
        posed = poses.stream().filter(p -> p.model() != null).toList();
        first = poses.get(0);
        camera = settings.camera(first.camera());
        keypoints = settings.keypoints(first.model());
        noteFrameFlags();
        if (posed.isEmpty()) {
            flags.add(GaitFlags.DETECTION_ONLY);
            return;
        }
        if (camera.metresPerBodyLength() == null) {
            flags.add(GaitFlags.NO_SCALE);
        }
        if (camera.mirrored()) {
            flags.add(GaitFlags.MIRRORED_CAMERA);
        }
        if (keypoints.semantics().equals(KeypointTraits.UNVERIFIED)) {
            flags.add(GaitFlags.KP_UNVERIFIED);
        }
        prepare();
    }

    private void noteFrameFlags() {
        int ridden = 0;
        for (HorsePose pose : all) {
            for (String flag : pose.flags()) {
                if (FRAME_FLAGS.contains(flag)) {
                    flags.add(flag);
                }
            }
            ridden += pose.flags().contains(FrameFlags.RIDER) ? 1 : 0;
        }
        if (ridden >= RIDDEN_SHARE * all.size()) {
            flags.add(GaitFlags.RIDDEN_SUSPECTED);
        }
    }

    private void prepare() {
        samples = FrameGates.samples(posed, keypoints.minScore(), camera.mirrored());
        if (samples.edgeClipped() > 0) {
            flags.add(GaitFlags.EDGE_CLIPPED);
        }
        if (samples.repeated() > 0) {
            flags.add(FrameFlags.DUPLICATE_FRAMES);
        }
        scale = BodyScale.of(samples);
        if (scale == null) {
            return;
        }
        FrameGates.dropStretchedLimbs(samples, scale.bodyLength());
        trunk = TrunkReference.of(samples, scale);
        if (trunk == null) {
            return;
        }
        validShare = GaitQuality.validShare(samples, trunk);
        otherHorse = TrackIdentity.changes(samples, scale);
        if (otherHorse) {
            flags.add(GaitFlags.IDENTITY_AMBIGUOUS);
        }
        if (scale.oblique()) {
            flags.add(GaitFlags.OBLIQUE_VIEW);
        }
        way = Speed.of(samples.t(), trunk, scale);
    }

    /** Looks for the rhythm, and puts back legs that changed places. */
    public void findRhythm() {
        hooves = HoofSignals.of(samples, trunk, scale);
        swaps = LimbSwaps.undone(hooves, HoofSignals.ofMidJoints(samples, trunk, scale));
        if (swaps == null) {
            return;
        }
        rhythm = swaps.rhythm();
        if (swaps.rate() > 0) {
            samples = samples.exchanged(swaps.exchanged());
        }
        if (rhythm.strides() >= STRIDES_TO_STEADY) {
            steady();
        }
        if (suspiciousSwaps()) {
            flags.add(GaitFlags.LR_SWAP_SUSPECTED);
        }
    }

    /** Takes the trunk's movement within the stride out of everything that is counted from it. */
    private void steady() {
        TrunkReference steadier = TrunkReference.of(samples, scale, 1 / rhythm.value());
        HoofSignals steadierHooves = HoofSignals.of(samples, steadier, scale);
        StrideFrequency again =
                StrideFrequency.of(
                        steadierHooves,
                        new HoofAutocorrelation.Peak(1 / rhythm.value(), rhythm.periodicity()));
        if (again != null) {
            trunk = steadier;
            way = Speed.of(samples.t(), trunk, scale);
            hooves = steadierHooves;
            rhythm = again;
        }
    }

    public boolean suspiciousSwaps() {
        return swaps != null && swaps.rate() > SUSPICIOUS_SWAPS;
    }

    /** Null where the hooves show none. */
    public StrideFrequency rhythm() {
        return rhythm;
    }

    /** Index of the first frame not before a time, s. */
    public int lowerBound(double time) {
        return Ascending.lowerBound(samples.t(), time);
    }

    /** Whether a limb is on the side that the horse shows: facing left, the left one. */
    public boolean near(Limb limb) {
        return limb.left() == trunk.facing() < 0;
    }
}
