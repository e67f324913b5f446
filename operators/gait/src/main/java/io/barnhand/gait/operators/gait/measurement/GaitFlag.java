package io.barnhand.gait.operators.gait.measurement;

import io.barnhand.gait.operators.records.FrameFlags;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a reader must know of a metric or a record: why it is not given, or how far to trust it. An
 * open list: readers of records leave out what they do not know. In the order of their keys, which
 * is that of lists of pools.
 */
public enum GaitFlag {

    /** Left and right limbs land differently at this gait: what differs is the lead's. */
    ASYMMETRICAL_GAIT("asymmetrical_gait"),

    /** The horse travels tail first. */
    BACKING_UP("backing_up"),

    /** The variation seen is not larger than what the measuring error alone makes. */
    BELOW_NOISE("below_noise"),

    /** Hooves do not stand still on the ground of the picture: the camera moves, or a treadmill. */
    CAMERA_MOTION("camera_motion"),

    /** No gait fits, or two fit about as well. */
    CLASS_UNCERTAIN("class_uncertain"),

    /** See {@link FrameFlags#CLOCK_OFF}. */
    CLOCK_OFF(FrameFlags.CLOCK_OFF),

    /** See {@link FrameFlags#CLOCK_UNKNOWN}. */
    CLOCK_UNKNOWN(FrameFlags.CLOCK_UNKNOWN),

    /** No pose model ran: presence only. */
    DETECTION_ONLY("detection_only"),

    /** Duty factor has an unknown offset: good for trends within a horse, not as a number. */
    DF_UNCALIBRATED("df_uncalibrated"),

    /** See {@link FrameFlags#DUPLICATE_FRAMES}; also of frames that repeat to the last keypoint. */
    DUPLICATE_FRAMES(FrameFlags.DUPLICATE_FRAMES),

    /** Frames were left out because the box touches the edge of the picture. */
    EDGE_CLIPPED("edge_clipped"),

    /** A limb was seen in less than 60 % of the frames. */
    FAR_LIMB_WEAK("far_limb_weak"),

    /** The track seems to go from one horse to another within the window. */
    IDENTITY_AMBIGUOUS(FrameFlags.IDENTITY_AMBIGUOUS),

    /** The 95 % interval would be so wide that the value says nothing. */
    IMPRECISE("imprecise"),

    /** What the model's keypoints mean on a horse was not checked. */
    KP_UNVERIFIED("kp_unverified"),

    /** Too few frames per stance. */
    LOW_FPS("low_fps"),

    /** Too few whole strides for this metric. */
    LOW_STRIDES("low_strides"),

    /** Left and right limbs change places within the window. */
    LR_SWAP_SUSPECTED("lr_swap_suspected"),

    /** The camera's picture is mirrored; left and right were exchanged. */
    MIRRORED_CAMERA("mirrored_camera"),

    /** The rhythm changes within the window. */
    MIXED_GAIT("mixed_gait"),

    /** No metres per body length are known for this camera. */
    NO_SCALE("no_scale"),

    /** Hooves do not repeat from stride to stride: no rhythm to measure. */
    NOT_PERIODIC("not_periodic"),

    /** Measured over a pass as a whole: strides do not carry it, the records of passes do. */
    NOT_POOLED("not_pooled"),

    /** Defined for the trot only. */
    NOT_TROT("not_trot"),

    /** Body length in the picture varies by more than a fifth: the horse comes, goes or turns. */
    OBLIQUE_VIEW("oblique_view"),

    /** See {@link FrameFlags#OVERLAP}. */
    OVERLAP(FrameFlags.OVERLAP),

    /** Pace or a diagonal-sequence walk in a horse not known as gaited: a tracking alarm. */
    PACE_IN_NON_GAITED("pace_in_non_gaited"),

    /** The pass went on but the buffer was full. */
    PASS_TRUNCATED("pass_truncated"),

    /** A person was seen over the upper half of the horse in at least half of the pass. */
    RIDDEN_SUSPECTED("ridden_suspected"),

    /** See {@link FrameFlags#SEGMENT_GAP}. */
    SEGMENT_GAP(FrameFlags.SEGMENT_GAP),

    /** Seen travelling one way only: left against right cannot be told from near against far. */
    SINGLE_DIRECTION("single_direction"),

    /** A limb's stride length differs by more than 5 % from speed over frequency. */
    STRIDE_LENGTH_MISMATCH("stride_length_mismatch"),

    /** Defined for canter and gallop only: in the other gaits the trunk pitches twice a stride. */
    SYMMETRICAL_GAIT("symmetrical_gait"),

    /** The horse turns within the window. */
    TURNING("turning");

    private static final Map<String, GaitFlag> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toMap(GaitFlag::key, Function.identity()));

    private final String key;

    GaitFlag(String key) {
        this.key = key;
    }

    /** As it is written in records. */
    public String key() {
        return key;
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
