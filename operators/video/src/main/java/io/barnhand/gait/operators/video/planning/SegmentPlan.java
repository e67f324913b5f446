package io.barnhand.gait.operators.video.planning;

import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.VideoSegment;
import java.util.List;

/**
 * The segments to decode.
 *
 * @param segments by recording, in their order within it
 * @param deadLetters unusable files
 */
public record SegmentPlan(List<VideoSegment> segments, List<DeadLetter> deadLetters) {}
