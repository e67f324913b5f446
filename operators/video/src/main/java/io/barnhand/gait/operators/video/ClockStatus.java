package io.barnhand.gait.operators.video;

/** What is known of the clock that a segment's start was told by. */
public enum ClockStatus {
    /** It tells the time of day, as far as anybody can see. */
    KNOWN,

    /** The start counts from an unknown one (epoch 0). */
    UNKNOWN,

    /** The start is further from the time the segment was announced than is believable. */
    OFF
}
