package io.barnhand.gait.operators.video;

import java.io.Serializable;

/**
 * A part of a recording that is worked on by itself. It is decoded beyond both of its ends, so that
 * its tracks can be joined to those of its neighbours; what lies there is its neighbours'.
 *
 * @param anchorUs event time of the recording's first frame, µs: detection and decimation count
 *     from it
 * @param decoded what is decoded
 * @param owned within that, what no other span of the recording owns
 */
public record VideoSpan(long anchorUs, TimeRange decoded, TimeRange owned)
        implements Serializable {}
