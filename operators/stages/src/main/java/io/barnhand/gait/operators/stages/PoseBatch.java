package io.barnhand.gait.operators.stages;

import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.TrackEnded;
import java.util.List;

/**
 * The result of a micro-batch of crops.
 *
 * @param poses in the order of the crops
 * @param failed crops without a pose
 * @param ended tracks that end after these poses
 */
public record PoseBatch(List<HorsePose> poses, List<FailedCrop> failed, List<TrackEnded> ended) {}
