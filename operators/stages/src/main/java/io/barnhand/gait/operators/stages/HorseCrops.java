package io.barnhand.gait.operators.stages;

import io.barnhand.gait.operators.records.TrackEnded;
import java.util.List;

/**
 * A micro-batch of crops of consecutive frames and the tracks that end after them. It is handed on
 * by reference inside one job vertex: pixels never enter a shuffle, state or a checkpoint.
 *
 * @param crops at most the configured batch, in event-time order per track
 * @param ended tracks that end with this batch, after all of its crops
 */
public record HorseCrops(List<HorseCrop> crops, List<TrackEnded> ended) {}
