package io.barnhand.gait.operators.video;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Why input could not be used: every reason of a {@link DeadLetter}, with the stage that tells it.
 * Keys are written into files and told apart in metrics, so they stay; two stages may tell the same
 * one. A file of another version may hold more of them.
 */
public enum DeadLetterReason {

    /** It is meant too, but its folder, or where it links to, cannot be read. */
    UNREADABLE_ENTRY(Stage.PLAN, "unreadable"),

    /** Its name has no extension of a video. */
    NO_VIDEO_NAME(Stage.PLAN, "not_video"),

    /** Its camera, its start or its sidecar makes no sense. */
    BAD_PLAN(Stage.PLAN, "bad_plan"),

    /** It has no sequence, which others of its recording have. */
    NO_SEQUENCE(Stage.PLAN, "no_sequence"),

    /** Another file of its recording has the same sequence. */
    DUPLICATE_SEQUENCE(Stage.PLAN, "duplicate_sequence"),

    /** It does not start after the one before it. */
    NOT_AFTER_THE_LAST(Stage.PLAN, "bad_start"),

    /** Nothing tells its start, and a time is asked for. */
    CLOCK_UNKNOWN(Stage.PLAN, "clock_unknown"),

    /** A message that is no segment. */
    MALFORMED(Stage.PARSE, "malformed"),

    /** A line or a row of an archive that is no pose. */
    NOT_A_POSE(Stage.PARSE, "not_a_pose"),

    /** The rest of a file of poses cannot be read. */
    UNREADABLE_POSES(Stage.PARSE, "unreadable_poses"),

    /** It came after it was given up, or after the end of its recording. */
    LATE(Stage.ORDER, "late"),

    /** All its frames lie before the end of the segment before it. */
    CLOCK_SET_BACK(Stage.ORDER, "bad_start"),

    /** The file is not there. */
    MISSING(Stage.DECODE, "missing"),

    /** The file is there but cannot be opened or decoded. */
    UNREADABLE(Stage.DECODE, "unreadable"),

    /** The file is not a video. */
    NOT_VIDEO(Stage.DECODE, "not_video"),

    /** A container or an address that is never opened: playlists, image lists, network streams. */
    FORBIDDEN_FORMAT(Stage.DECODE, "forbidden_format"),

    /** A frame is larger than the limit. */
    TOO_MANY_PIXELS(Stage.DECODE, "too_many_pixels"),

    /** The video is longer than the limit. */
    TOO_LONG(Stage.DECODE, "too_long"),

    /** The video holds more frames than its allowed duration can have. */
    TOO_MANY_FRAMES(Stage.DECODE, "too_many_frames"),

    /** The file is larger than the limit. */
    TOO_MANY_BYTES(Stage.DECODE, "too_many_bytes"),

    /** The file ends before the video does. */
    TRUNCATED(Stage.DECODE, "truncated"),

    /** Some frames could not be decoded; the others were delivered. */
    CORRUPT(Stage.DECODE, "corrupt"),

    /** The file is not below any of the roots that may be read. */
    FOREIGN_ROOT(Stage.DECODE, "foreign_root"),

    /** The file's size is not the announced one. */
    SIZE_MISMATCH(Stage.DECODE, "size_mismatch"),

    /** The file's SHA-256 is not the announced one. */
    DIGEST_MISMATCH(Stage.DECODE, "digest_mismatch"),

    /** The decoder took longer than it may, and was ended. */
    DECODER_HUNG(Stage.DECODE, "decoder_hung"),

    /** The decoder died of it, or the process that the decoder ran in did. */
    DECODER_CRASHED(Stage.DECODE, "decoder_crashed"),

    /** The decoder took more memory than it may, and was ended. */
    DECODER_MEMORY(Stage.DECODE, "decoder_memory"),

    /** The detector failed on a frame. */
    DETECTOR_FAILED(Stage.DETECT, "detector_failed"),

    /** The pose network failed on a crop, also on it alone. */
    POSE_FAILED(Stage.POSE, "pose_failed");

    /** Where input is found to be of no use. */
    public enum Stage {
        PLAN,
        PARSE,
        ORDER,
        DECODE,
        DETECT,
        POSE;

        /** As it is written. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Stage stage;
    private final String key;

    DeadLetterReason(Stage stage, String key) {
        this.stage = stage;
        this.key = key;
    }

    /** Who tells it. */
    public Stage stage() {
        return stage;
    }

    /** As it is written, a short stable code. */
    public String key() {
        return key;
    }

    /** The reason of a stage by its key; empty where there is none. */
    public static Optional<DeadLetterReason> of(Stage stage, String key) {
        return Arrays.stream(values())
                .filter(reason -> reason.stage == stage && reason.key.equals(key))
                .findFirst();
    }
}
