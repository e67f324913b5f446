package io.barnhand.gait.operators.video;

import java.util.Arrays;
import java.util.Optional;

/**
 * Why input could not be used: every reason of a {@link DeadLetter}, with the stage that tells it.
 * Keys are written into files and told apart in metrics, so they stay; two stages may tell the same
 * one. A file of another version may hold more of them.
 */
public enum DeadLetterReason {

    /** It is meant too, but its folder, or where it links to, cannot be read. */
    UNREADABLE_ENTRY(DeadLetterStage.PLAN, "unreadable"),

    /** Its name has no extension of a video. */
    NO_VIDEO_NAME(DeadLetterStage.PLAN, "not_video"),

    /** Its camera, its start or its sidecar makes no sense. */
    BAD_PLAN(DeadLetterStage.PLAN, "bad_plan"),

    /** It has no sequence, which others of its recording have. */
    NO_SEQUENCE(DeadLetterStage.PLAN, "no_sequence"),

    /** Another file of its recording has the same sequence. */
    DUPLICATE_SEQUENCE(DeadLetterStage.PLAN, "duplicate_sequence"),

    /** It does not start after the one before it. */
    NOT_AFTER_THE_LAST(DeadLetterStage.PLAN, "bad_start"),

    /** Nothing tells its start, and a time is asked for. */
    CLOCK_UNKNOWN(DeadLetterStage.PLAN, "clock_unknown"),

    /** A message that is no segment. */
    MALFORMED(DeadLetterStage.PARSE, "malformed"),

    /** A line or a row of an archive that is no pose. */
    NOT_A_POSE(DeadLetterStage.PARSE, "not_a_pose"),

    /** The rest of a file of poses cannot be read. */
    UNREADABLE_POSES(DeadLetterStage.PARSE, "unreadable_poses"),

    /** It came after it was given up, or after the end of its recording. */
    LATE(DeadLetterStage.ORDER, "late"),

    /** All its frames lie before the end of the segment before it. */
    CLOCK_SET_BACK(DeadLetterStage.ORDER, "bad_start"),

    /** The file is not there. */
    MISSING(DeadLetterStage.DECODE, "missing"),

    /** The file is there but cannot be opened or decoded. */
    UNREADABLE(DeadLetterStage.DECODE, "unreadable"),

    /** The file is not a video. */
    NOT_VIDEO(DeadLetterStage.DECODE, "not_video"),

    /** A container or an address that is never opened: playlists, image lists, network streams. */
    FORBIDDEN_FORMAT(DeadLetterStage.DECODE, "forbidden_format"),

    /** A frame is larger than the limit. */
    TOO_MANY_PIXELS(DeadLetterStage.DECODE, "too_many_pixels"),

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

    /** The file is not below any of the roots that may be read. */
    FOREIGN_ROOT(DeadLetterStage.DECODE, "foreign_root"),

    /** The file's size is not the announced one. */
    SIZE_MISMATCH(DeadLetterStage.DECODE, "size_mismatch"),

    /** The file's SHA-256 is not the announced one. */
    DIGEST_MISMATCH(DeadLetterStage.DECODE, "digest_mismatch"),

    /** The decoder took longer than it may, and was ended. */
    DECODER_HUNG(DeadLetterStage.DECODE, "decoder_hung"),

    /** The decoder died of it, or the process that the decoder ran in did. */
    DECODER_CRASHED(DeadLetterStage.DECODE, "decoder_crashed"),

    /** The decoder took more memory than it may, and was ended. */
    DECODER_MEMORY(DeadLetterStage.DECODE, "decoder_memory"),

    /** The detector failed on a frame. */
    DETECTOR_FAILED(DeadLetterStage.DETECT, "detector_failed"),

    /** The pose network failed on a crop, also on it alone. */
    POSE_FAILED(DeadLetterStage.POSE, "pose_failed");

    private final DeadLetterStage stage;
    private final String key;

    DeadLetterReason(DeadLetterStage stage, String key) {
        this.stage = stage;
        this.key = key;
    }

    /** Who tells it. */
    public DeadLetterStage stage() {
        return stage;
    }

    /** As it is written, a short stable code. */
    public String key() {
        return key;
    }

    /** The reason of a stage by its key; empty where there is none. */
    public static Optional<DeadLetterReason> of(DeadLetterStage stage, String key) {
        return Arrays.stream(values())
                .filter(reason -> reason.stage == stage && reason.key.equals(key))
                .findFirst();
    }
}
