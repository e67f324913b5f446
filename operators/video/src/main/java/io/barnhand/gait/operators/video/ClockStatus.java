package io.barnhand.gait.operators.video;

/** Whether a segment's start can be trusted as a time of day. */
public enum ClockStatus {
    /** Nothing speaks against it. */
    KNOWN,

    /** The time of day is unknown; the start counts from epoch 0. */
    UNKNOWN,

    /** The start is implausibly far from the time of the announcement. */
    OFF,

    /** A local time without an offset, and without a zone in which to read it, taken as UTC. */
    ASSUMED_UTC,

    /** A local time that a change of the zone's offset repeats or skips. */
    AMBIGUOUS;

    /** Whether the start is a time, even if a wrong one, rather than a count from epoch 0. */
    public boolean isDated() {
        return this != UNKNOWN;
    }
}
