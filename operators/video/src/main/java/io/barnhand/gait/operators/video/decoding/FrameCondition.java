package io.barnhand.gait.operators.video.decoding;

/** What a decoder knows of a frame beyond its time and image. */
public enum FrameCondition {
    /** The file's time stamps jump directly before this frame. */
    TIME_JUMP,

    /**
     * The file's time stamps jump somewhere before this frame. After a jump back or beyond the
     * longest video allowed its time is not known: times continue from the frame before the jump.
     */
    AFTER_TIME_JUMP,

    /** The file plays slower or faster than it was recorded; its times were scaled back. */
    TIME_SCALED,

    /** The file names a rate of capture that cannot be one; its times are as they are stored. */
    CAPTURE_RATE_INVALID,

    /** What the file says about the way up has no meaning, or contradicts itself. */
    ORIENTATION_UNCLEAR
}
