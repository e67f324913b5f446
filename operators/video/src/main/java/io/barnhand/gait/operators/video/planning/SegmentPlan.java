package io.barnhand.gait.operators.video.planning;

import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.VideoSegment;
import java.util.List;

/**
 * What is to be decoded.
 *
 * @param segments by recording, in their order within it
 * @param deadLetters files that cannot be planned
 */
public record SegmentPlan(List<VideoSegment> segments, List<DeadLetter> deadLetters) {}
