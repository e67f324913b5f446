package io.barnhand.gait.job.pipeline.sink;

import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.video.DeadLetter;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;

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
        List<Sink<HorsePose>> poses,
        List<Sink<GaitRecord>> gait,
        List<Sink<StrideRecord>> strides,
        List<Sink<CoverageSpan>> coverage,
        List<Sink<DeadLetter>> deadLetters) {}
