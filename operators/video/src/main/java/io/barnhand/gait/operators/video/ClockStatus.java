package io.barnhand.gait.operators.video;

/** Whether a segment's start can be trusted as a time of day. */
public enum ClockStatus {
    /** Nothing speaks against it. */
    KNOWN,

    /** The time of day is unknown; the start counts from epoch 0. */
    UNKNOWN,

    /** The start is implausibly far from the time of the announcement. */
    OFF
}
