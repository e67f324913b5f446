package io.barnhand.gait.operators.video.container;

/**
 * Video that cannot be read, or not to its end. The message says what, the value seen and what to
 * do.
 */
public final class VideoException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The file is not there. */
    public static final String MISSING = "missing";

    /** The file is there but cannot be opened or decoded. */
    public static final String UNREADABLE = "unreadable";

    /** The file is not a video. */
    public static final String NOT_VIDEO = "not_video";

    /** A container or an address that is never opened: playlists, image lists, network streams. */
    public static final String FORBIDDEN_FORMAT = "forbidden_format";

    /** A frame is larger than the limit. */
    public static final String TOO_MANY_PIXELS = "too_many_pixels";

    /** The video is longer than the limit. */
    public static final String TOO_LONG = "too_long";

    /** The video holds more frames than its allowed duration can have. */
    public static final String TOO_MANY_FRAMES = "too_many_frames";

    /** The file is larger than the limit. */
    public static final String TOO_MANY_BYTES = "too_many_bytes";

    /** The file ends before the video does. */
    public static final String TRUNCATED = "truncated";

    /** Some frames could not be decoded; the others were delivered. */
    public static final String CORRUPT = "corrupt";

    /** The file is not below any of the roots that may be read. */
    public static final String FOREIGN_ROOT = "foreign_root";

    /** The file's size is not the announced one. */
    public static final String SIZE_MISMATCH = "size_mismatch";

    /** The file's SHA-256 is not the announced one. */
    public static final String DIGEST_MISMATCH = "digest_mismatch";

    /** The decoder took longer than it may, and was ended. */
    public static final String DECODER_HUNG = "decoder_hung";

    /** The decoder died of it, or the process that the decoder ran in did. */
    public static final String DECODER_CRASHED = "decoder_crashed";

    /** The decoder took more memory than it may, and was ended. */
    public static final String DECODER_MEMORY = "decoder_memory";

    private final String reason;
    private final Long timeUs;

    /**
     * @param reason one of the constants of this class
     * @param timeUs event time of the first thing lost, µs since the epoch, or null for everything
     * @param message what, the value seen, what to do
     */
    public VideoException(String reason, Long timeUs, String message) {
        super(message);
        this.reason = reason;
        this.timeUs = timeUs;
    }

    /** Short stable code. */
    public String reason() {
        return reason;
    }

    /** Event time of the first thing lost, µs since the epoch, or null for everything. */
    public Long timeUs() {
        return timeUs;
    }
}
