package io.barnhand.gait.operators.records;

/**
 * What is known of a frame beyond its keypoints, as flags on {@link HorsePose}. They travel with
 * the pose (and with the keypoint archive), because the gait stage sees one track at a time.
 */
public final class FrameFlags {

    /** The box overlaps another horse's box with IoU above 0.3: limbs may be the other horse's. */
    public static final String OVERLAP = "overlap";

    /** Identical frames were dropped directly before this one (frozen camera, slow shutter). */
    public static final String DUPLICATE_FRAMES = "duplicate_frames";

    /** More than one horse was in view while the camera was pinned to one horse. */
    public static final String IDENTITY_AMBIGUOUS = "identity_ambiguous";

    /** Event time counts from an unknown start. */
    public static final String CLOCK_UNKNOWN = "clock_unknown";

    /** Event time differs from the time the segment was announced by more than is believable. */
    public static final String CLOCK_OFF = "clock_off";

    /** Segments before this frame are missing. */
    public static final String SEGMENT_GAP = "segment_gap";

    /** A person's box covers the middle of the horse's upper half: somebody sits on it. */
    public static final String RIDER = "rider";

    private FrameFlags() {}
}
