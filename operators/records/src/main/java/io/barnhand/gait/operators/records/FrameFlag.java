package io.barnhand.gait.operators.records;

/**
 * What is known of a frame beyond its keypoints, by {@link #key} on {@link HorsePose}. It travels
 * with the pose (and with the keypoint archive), because the gait stage sees one track at a time.
 */
public enum FrameFlag {
    OVERLAP(
            "overlap",
            "The box overlaps another horse's box with an IoU above 0.3, so the limbs may be the"
                    + " other horse's."),

    DUPLICATE_FRAMES(
            "duplicate_frames",
            "Identical frames were dropped directly before this one, as from a frozen camera or a"
                    + " slow shutter."),

    IDENTITY_AMBIGUOUS(
            "identity_ambiguous",
            "More than one horse was in view while the camera was pinned to one horse."),

    CAPTURE_RATE_INVALID(
            "capture_rate_invalid",
            "The video names a rate of recording that cannot be one, so its times were taken as they"
                    + " are stored; if it plays in slow motion, rates are too low."),

    CLOCK_UNKNOWN("clock_unknown", "The time counts from an unknown start."),

    CLOCK_OFF(
            "clock_off",
            "The camera's clock differs from the time at which the video was announced, so the"
                    + " time may be wrong."),

    CLOCK_ASSUMED_UTC(
            "clock_assumed_utc",
            "The start was written without an offset and the camera's zone is not configured, so it"
                    + " was taken as UTC and may be hours off."),

    CLOCK_AMBIGUOUS(
            "clock_ambiguous",
            "The start was written in a local hour that a change of the clocks repeats or skips, so"
                    + " the time may be an hour off."),

    SEGMENT_GAP("segment_gap", "Segments of the recording are missing before this frame."),

    TIME_JUMP(
            "time_jump",
            "The time stamps of the video jump before this frame, so the time from here on may be"
                    + " wrong."),

    TIME_SCALED(
            "time_scaled",
            "The video plays slower or faster than it was recorded; times were scaled by the rate"
                    + " that it names."),

    ORIENTATION_UNCLEAR(
            "orientation_unclear",
            "What the video says about the way up has no meaning or contradicts itself, so the"
                    + " picture may be turned or mirrored."),

    RIDER(
            "rider",
            "A person's box covers the middle of the horse's upper half, so somebody sits on the"
                    + " horse.");

    private final String key;
    private final String sentence;

    FrameFlag(String key, String sentence) {
        this.key = key;
        this.sentence = sentence;
    }

    /** As it is written in poses. */
    public String key() {
        return key;
    }

    /** What it means, for readers. */
    public String sentence() {
        return sentence;
    }
}
