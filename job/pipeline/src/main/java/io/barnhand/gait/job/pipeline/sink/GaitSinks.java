package io.barnhand.gait.job.pipeline.sink;

import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.video.DeadLetter;
import java.util.List;

/**
 * The sinks of one run.
 *
 * @param poses keypoint archive
 * @param gait gait records
 * @param strides strides of passes
 * @param coverage when footage was expected, decoded, with a horse, usable
 * @param deadLetters input that could not be used
 */
public record GaitSinks(
        List<PlacedSink<HorsePose>> poses,
        List<PlacedSink<GaitRecord>> gait,
        List<PlacedSink<StrideRecord>> strides,
        List<PlacedSink<CoverageSpan>> coverage,
        List<PlacedSink<DeadLetter>> deadLetters) {}
