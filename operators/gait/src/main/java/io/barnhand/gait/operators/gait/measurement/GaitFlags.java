package io.barnhand.gait.operators.gait.measurement;

import io.barnhand.gait.operators.records.FrameFlags;

/** What a reader must know of a metric or a record. An open list: readers ignore what is new. */
public final class GaitFlags {

    /** Hooves do not stand still on the ground of the picture: the camera moves, or a treadmill. */
    public static final String CAMERA_MOTION = "camera_motion";

    /** The horse turns within the window. */
    public static final String TURNING = "turning";

    /** The horse travels tail first. */
    public static final String BACKING_UP = "backing_up";

    /** Too few whole strides for this metric. */
    public static final String LOW_STRIDES = "low_strides";

    /** Hooves do not repeat from stride to stride: no rhythm to measure. */
    public static final String NOT_PERIODIC = "not_periodic";

    /** A limb was seen in less than 60 % of the frames. */
    public static final String FAR_LIMB_WEAK = "far_limb_weak";

    /** Left and right limbs change places within the window. */
    public static final String LR_SWAP_SUSPECTED = "lr_swap_suspected";

    /** Pace or a diagonal-sequence walk in a horse not known as gaited: a tracking alarm. */
    public static final String PACE_IN_NON_GAITED = "pace_in_non_gaited";

    /** No metres per body length are known for this camera. */
    public static final String NO_SCALE = "no_scale";

    /** Duty factor has an unknown offset: good for trends within a horse, not as a number. */
    public static final String DF_UNCALIBRATED = "df_uncalibrated";

    /** The rhythm changes within the window. */
    public static final String MIXED_GAIT = "mixed_gait";

    /** What the model's keypoints mean on a horse was not checked. */
    public static final String KP_UNVERIFIED = "kp_unverified";

    /** Body length in the picture varies by more than a fifth: the horse comes, goes or turns. */
    public static final String OBLIQUE_VIEW = "oblique_view";

    /** Frames were left out because the box touches the edge of the picture. */
    public static final String EDGE_CLIPPED = "edge_clipped";

    /** Too few frames per stance. */
    public static final String LOW_FPS = "low_fps";

    /** The camera's picture is mirrored; left and right were exchanged. */
    public static final String MIRRORED_CAMERA = "mirrored_camera";

    /** No gait fits, or two fit about as well. */
    public static final String CLASS_UNCERTAIN = "class_uncertain";

    /** The pass went on but the buffer was full. */
    public static final String PASS_TRUNCATED = "pass_truncated";

    /** No pose model ran: presence only. */
    public static final String DETECTION_ONLY = "detection_only";

    /** Seen travelling one way only: left against right cannot be told from near against far. */
    public static final String SINGLE_DIRECTION = "single_direction";

    /** A person was seen over the upper half of the horse in at least half of the pass. */
    public static final String RIDDEN_SUSPECTED = "ridden_suspected";

    /** The track seems to go from one horse to another within the window. */
    public static final String IDENTITY_AMBIGUOUS = FrameFlags.IDENTITY_AMBIGUOUS;

    /** Defined for the trot only. */
    public static final String NOT_TROT = "not_trot";

    /** A limb's stride length differs by more than 5 % from speed over frequency. */
    public static final String STRIDE_LENGTH_MISMATCH = "stride_length_mismatch";

    /** Defined for canter and gallop only: in the other gaits the trunk pitches twice a stride. */
    public static final String SYMMETRICAL_GAIT = "symmetrical_gait";

    /** Left and right limbs land differently at this gait: what differs is the lead's. */
    public static final String ASYMMETRICAL_GAIT = "asymmetrical_gait";

    /** The variation seen is not larger than what the measuring error alone makes. */
    public static final String BELOW_NOISE = "below_noise";

    /** Measured over a pass as a whole: strides do not carry it, the records of passes do. */
    public static final String NOT_POOLED = "not_pooled";

    /** The 95 % interval would be so wide that the value says nothing. */
    public static final String IMPRECISE = "imprecise";

    private GaitFlags() {}
}
