package io.barnhand.gait.operators.gait.measurement;

import io.barnhand.gait.operators.records.FrameFlag;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a reader must know of a metric or a record: why it is not given, or how far to trust it. An
 * open list: readers of records ignore keys that they do not know. In the order of their keys,
 * which is that of lists of pools.
 */
public enum GaitFlag {
    ASYMMETRICAL_GAIT("asymmetrical_gait", "At this gait left and right limbs differ by the lead."),

    BACKING_UP("backing_up", "The horse travels tail first."),

    BELOW_NOISE(
            "below_noise",
            "The variation seen is not larger than what the measuring error alone makes."),

    CAMERA_MOTION(
            "camera_motion",
            "The hooves do not stand still in the picture, because the camera moves or the"
                    + " horse is on a treadmill."),

    CAPTURE_RATE_INVALID(
            FrameFlag.CAPTURE_RATE_INVALID.key(), FrameFlag.CAPTURE_RATE_INVALID.sentence()),

    CLASS_UNCERTAIN("class_uncertain", "No gait fits, or two fit about as well."),

    CLOCK_AMBIGUOUS(FrameFlag.CLOCK_AMBIGUOUS.key(), FrameFlag.CLOCK_AMBIGUOUS.sentence()),

    CLOCK_ASSUMED_UTC(FrameFlag.CLOCK_ASSUMED_UTC.key(), FrameFlag.CLOCK_ASSUMED_UTC.sentence()),

    CLOCK_OFF(FrameFlag.CLOCK_OFF.key(), FrameFlag.CLOCK_OFF.sentence()),

    CLOCK_UNKNOWN(
            FrameFlag.CLOCK_UNKNOWN.key(),
            "The camera's clock is not known, so times count from an unknown start."),

    DETECTION_ONLY(
            "detection_only", "No pose network ran, so only the presence of a horse is known."),

    DF_UNCALIBRATED(
            "df_uncalibrated",
            "The duty factor is not calibrated, so only its trend within a horse counts."),

    DUPLICATE_FRAMES(
            FrameFlag.DUPLICATE_FRAMES.key(), "Frames were left out that repeat the one before."),

    EDGE_CLIPPED(
            "edge_clipped",
            "Frames were left out in which the horse touches the edge of the picture."),

    FAR_LIMB_WEAK("far_limb_weak", "A limb was seen in less than 60 % of the frames."),

    IDENTITY_AMBIGUOUS(
            FrameFlag.IDENTITY_AMBIGUOUS.key(),
            "The track seems to change from one horse to another."),

    IMPRECISE("imprecise", "The interval would be so wide that the number says nothing."),

    KP_UNVERIFIED(
            "kp_unverified",
            "It was not verified what the keypoints of this model are on a horse."),

    LOW_FPS("low_fps", "There are too few frames per stance."),

    LOW_STRIDES("low_strides", "Too few complete strides were seen."),

    LR_SWAP_SUSPECTED("lr_swap_suspected", "Left and right limbs change places in the tracking."),

    MIRRORED_CAMERA(
            "mirrored_camera",
            "The camera's picture is mirrored; left and right were exchanged back."),

    MIXED_GAIT("mixed_gait", "The rhythm changes within the pass."),

    NO_SCALE("no_scale", "No metres per body length are known for this camera."),

    NOT_PERIODIC(
            "not_periodic",
            "The hooves do not repeat from stride to stride, so there is no rhythm to measure."),

    NOT_POOLED("not_pooled", "It is measured over single passes only."),

    NOT_TROT("not_trot", "It is defined for the trot only."),

    OBLIQUE_VIEW(
            "oblique_view",
            "The horse comes nearer, recedes or turns, so that its body length in the picture"
                    + " varies by more than a fifth: speed, lengths, angles and vertical asymmetry"
                    + " are not given."),

    ORIENTATION_UNCLEAR(
            FrameFlag.ORIENTATION_UNCLEAR.key(), FrameFlag.ORIENTATION_UNCLEAR.sentence()),

    OVERLAP(FrameFlag.OVERLAP.key(), "Frames were left out in which another horse overlaps."),

    PACE_IN_NON_GAITED(
            "pace_in_non_gaited",
            "A horse that is not known to be gaited seems to pace, which mostly means that the"
                    + " tracking mixed up its limbs."),

    PASS_TRUNCATED(
            "pass_truncated", "The pass was longer than a pass may be, and this is a part of it."),

    RIDDEN_SUSPECTED(
            "ridden_suspected",
            "The horse seems to be ridden, as a person was seen on it in at least half of the"
                    + " pass."),

    SEGMENT_GAP(FrameFlag.SEGMENT_GAP.key(), "Segments of the recording are missing."),

    SINGLE_DIRECTION(
            "single_direction",
            "The horse was seen travelling one way only, so left and right cannot be separated"
                    + " from near and far."),

    STRIDE_LENGTH_MISMATCH(
            "stride_length_mismatch", "It differs by more than 5 % from speed over frequency."),

    SYMMETRICAL_GAIT(
            "symmetrical_gait",
            "It is defined for canter and gallop only, as the trunk pitches twice a stride in"
                    + " the other gaits."),

    TIME_JUMP(
            FrameFlag.TIME_JUMP.key(),
            "The time stamps of the video jump before the pass, so its time of day may be wrong."),

    TIME_SCALED(FrameFlag.TIME_SCALED.key(), FrameFlag.TIME_SCALED.sentence()),

    TURNING("turning", "The horse turns.");

    private static final Map<String, GaitFlag> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toMap(GaitFlag::key, Function.identity()));

    private final String key;
    private final String sentence;

    GaitFlag(String key, String sentence) {
        this.key = key;
        this.sentence = sentence;
    }

    /** As it is written in records. */
    public String key() {
        return key;
    }

    /** What it means, for readers. */
    public String sentence() {
        return sentence;
    }

    /** As they are written, in the given order. */
    public static List<String> keys(Collection<GaitFlag> flags) {
        return flags.stream().map(GaitFlag::key).toList();
    }

    /** Empty where the key is of a flag that is not known here. */
    public static Optional<GaitFlag> of(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }
}
