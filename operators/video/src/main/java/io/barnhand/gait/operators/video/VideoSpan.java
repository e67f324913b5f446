package io.barnhand.gait.operators.video;

import java.io.Serializable;

/**
 * A part of a recording that is processed separately. It is decoded beyond both of its ends, so
 * that its tracks can be joined to those of its neighbours, which own the frames there.
 *
 * @param anchorUs event time of the recording's first frame, µs: detection and decimation count
 *     from it
 * @param decoded time to decode
 * @param owned part of {@code decoded} that no other span of the recording owns
 */
public record VideoSpan(long anchorUs, TimeRange decoded, TimeRange owned)
        implements Serializable {}
