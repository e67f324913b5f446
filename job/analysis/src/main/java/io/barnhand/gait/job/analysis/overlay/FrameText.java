package io.barnhand.gait.job.analysis.overlay;

import java.util.List;

/**
 * What is written onto a frame beside its horses.
 *
 * @param elapsed time since the first frame, or null
 * @param clock event time, or that it is not known
 * @param notice lines at the foot of the picture; may be empty
 */
record FrameText(String elapsed, String clock, List<String> notice) {

    static final FrameText NONE = new FrameText(null, "", List.of());
}
