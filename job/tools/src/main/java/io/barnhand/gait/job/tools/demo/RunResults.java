package io.barnhand.gait.job.tools.demo;

import io.barnhand.gait.job.config.SinkOptions;
import io.barnhand.gait.job.json.PoseLine;
import io.barnhand.gait.job.tools.results.RunLines;
import io.barnhand.gait.operators.HorsePose;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a run wrote of its passes.
 *
 * @param passes by camera, recording and time
 * @param hoofOns each touch-down once
 * @param poses of all tracks
 */
record RunResults(List<PassLine> passes, Set<HoofOn> hoofOns, List<HorsePose> poses) {

    static RunResults read(SinkOptions sinks, String run) {
        List<PassLine> passes = new ArrayList<>();
        RunLines.forEach(sinks.gait(), run, line -> PassLine.read(line).ifPresent(passes::add));
        passes.sort(
                Comparator.comparing(PassLine::camera)
                        .thenComparing(PassLine::recording)
                        .thenComparingLong(PassLine::startMs)
                        .thenComparing(PassLine::track));
        Set<HoofOn> hoofOns = new LinkedHashSet<>();
        RunLines.forEach(sinks.strides(), run, line -> hoofOns.addAll(HoofOn.read(line)));
        List<HorsePose> poses = new ArrayList<>();
        RunLines.forEach(sinks.poses(), run, line -> poses.add(PoseLine.read(line)));
        return new RunResults(passes, hoofOns, poses);
    }
}
