package io.barnhand.gait.operators.video;

import java.util.Arrays;
import java.util.Optional;

/**
 * Why input could not be used: every reason of a {@link DeadLetter}, with the stage that reports
 * it. Keys are stable, as files and counters hold them; two stages may report the same key. A file
 * of another version may hold further keys.
 */
public enum DeadLetterReason {

    /** A file at the source's path whose folder, or the target of its link, cannot be read. */
    UNREADABLE_ENTRY(DeadLetterStage.PLAN, "unreadable"),

    /** A file whose name has no extension of a video. */
    NO_VIDEO_NAME(DeadLetterStage.PLAN, "not_video"),

    /** A file with an invalid camera, start or sidecar. */
    BAD_PLAN(DeadLetterStage.PLAN, "bad_plan"),

    /** A file without a sequence, while others of its recording have one. */
    NO_SEQUENCE(DeadLetterStage.PLAN, "no_sequence"),

    /** Another file of its recording has the same sequence. */
    DUPLICATE_SEQUENCE(DeadLetterStage.PLAN, "duplicate_sequence"),

    /** A file that does not start after the one before it. */
    NOT_AFTER_THE_LAST(DeadLetterStage.PLAN, "bad_start"),

    /** A file of unknown start, while the source is limited to a time. */
    CLOCK_UNKNOWN(DeadLetterStage.PLAN, "clock_unknown"),

    /** A recording with the files of another one of its camera, at the same times. */
    COPY(DeadLetterStage.PLAN, "copy"),

    /** A message that describes no segment. */
    MALFORMED(DeadLetterStage.PARSE, "malformed"),

    /** A line or a row of an archive that holds no pose. */
    NOT_A_POSE(DeadLetterStage.PARSE, "not_a_pose"),

    /** The rest of a file of poses cannot be read. */
    UNREADABLE_POSES(DeadLetterStage.PARSE, "unreadable_poses"),

    /** A segment that came after it was given up, or after the end of its recording. */
    LATE(DeadLetterStage.ORDER, "late"),

    /** A segment whose frames all lie before the end of the one before it. */
    CLOCK_SET_BACK(DeadLetterStage.ORDER, "bad_start"),

    /** The file does not exist. */
    MISSING(DeadLetterStage.DECODE, "missing"),

    /** The file exists but cannot be opened or decoded. */
    UNREADABLE(DeadLetterStage.DECODE, "unreadable"),

    /** The file is not a video. */
    NOT_VIDEO(DeadLetterStage.DECODE, "not_video"),

    /** A container or an address that is never opened: playlists, image lists, network streams. */
    FORBIDDEN_FORMAT(DeadLetterStage.DECODE, "forbidden_format"),

    /** A frame is larger than the limit. */
    TOO_MANY_PIXELS(DeadLetterStage.DECODE, "too_many_pixels"),

    /** Its frames are to be shown at an angle, or have pixels of a shape, that no camera has. */
    BAD_GEOMETRY(DeadLetterStage.DECODE, "bad_geometry"),

    /** The video is longer than the limit. */
    TOO_LONG(DeadLetterStage.DECODE, "too_long"),

    /** The video holds more frames than its allowed duration can have. */
    TOO_MANY_FRAMES(DeadLetterStage.DECODE, "too_many_frames"),

    /** The file is larger than the limit. */
    TOO_MANY_BYTES(DeadLetterStage.DECODE, "too_many_bytes"),

    /** The file ends before the video does. */
    TRUNCATED(DeadLetterStage.DECODE, "truncated"),

    /** Some frames could not be decoded; the others were delivered. */
    CORRUPT(DeadLetterStage.DECODE, "corrupt"),

    /** The file says that it is slow motion or time-lapse, and contradicts itself. */
    CONTRADICTORY_RATE(DeadLetterStage.DECODE, "contradictory_rate"),

    /**
     * Some frames had no time stamp, or one not after the frame before; the others were delivered.
     */
    UNTIMED_FRAMES(DeadLetterStage.DECODE, "untimed_frames"),

    /** The file is not below any of the roots that may be read. */
    FOREIGN_ROOT(DeadLetterStage.DECODE, "foreign_root"),

    /** The file's size is not the announced one. */
    SIZE_MISMATCH(DeadLetterStage.DECODE, "size_mismatch"),

    /** The file's SHA-256 is not the announced one. */
    DIGEST_MISMATCH(DeadLetterStage.DECODE, "digest_mismatch"),

    /** The decoder exceeded its time and was killed. */
    DECODER_HUNG(DeadLetterStage.DECODE, "decoder_hung"),

    /** The file made the decoder, or the process that it ran in, crash. */
    DECODER_CRASHED(DeadLetterStage.DECODE, "decoder_crashed"),

    /** The decoder exceeded its memory and was killed. */
    DECODER_MEMORY(DeadLetterStage.DECODE, "decoder_memory"),

    /** The detector failed on a frame. */
    DETECTOR_FAILED(DeadLetterStage.DETECT, "detector_failed"),

    /** The pose network failed on a crop, also when called for it alone. */
    POSE_FAILED(DeadLetterStage.POSE, "pose_failed"),

    /** A topic takes no record of that size. */
    RECORD_TOO_LARGE(DeadLetterStage.WRITE, "record_too_large"),

    /** A topic takes no record of that time. */
    REFUSED_TIME(DeadLetterStage.WRITE, "refused_time"),

    /** A compacted topic takes no record without a key. */
    NO_KEY(DeadLetterStage.WRITE, "no_key");

    private final DeadLetterStage stage;
    private final String key;

    DeadLetterReason(DeadLetterStage stage, String key) {
        this.stage = stage;
        this.key = key;
    }

    /** The stage that reports it. */
    public DeadLetterStage stage() {
        return stage;
    }

    /** Short stable code, as files hold it. */
    public String key() {
        return key;
    }

    /** The reason of a stage by its key; empty if there is none. */
    public static Optional<DeadLetterReason> of(DeadLetterStage stage, String key) {
        return Arrays.stream(values())
                .filter(reason -> reason.stage == stage && reason.key.equals(key))
                .findFirst();
    }
}
