package io.barnhand.gait.job.analysis.demo;

import io.barnhand.gait.job.analysis.results.RunLines;
import io.barnhand.gait.job.configuration.SinkOptions;
import io.barnhand.gait.job.formats.json.GaitLine;
import io.barnhand.gait.job.formats.json.PoseLine;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.GaitWindow;
import io.barnhand.gait.operators.records.HorsePose;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a run wrote of its passes.
 *
 * @param passes by camera, recording and time; sliding windows are left out
 * @param hoofOns each touch-down once
 * @param poses of all tracks
 */
record RunResults(List<GaitRecord> passes, Set<HoofOn> hoofOns, List<HorsePose> poses) {

    static RunResults read(SinkOptions sinks, String run) {
        List<GaitRecord> passes = new ArrayList<>();
        RunLines.forEach(
                sinks.gait(),
                run,
                line -> {
                    GaitRecord record = GaitLine.read(line);
                    if (record.window().kind().equals(GaitWindow.PASS)) {
                        passes.add(record);
                    }
                });
        passes.sort(
                Comparator.comparing((GaitRecord record) -> record.track().cameraId())
                        .thenComparing(record -> record.track().recording())
                        .thenComparingLong(pass -> pass.window().startMs())
                        .thenComparing(record -> record.track().trackId()));
        Set<HoofOn> hoofOns = new LinkedHashSet<>();
        RunLines.forEach(sinks.strides(), run, line -> hoofOns.addAll(HoofOn.read(line)));
        List<HorsePose> poses = new ArrayList<>();
        RunLines.forEach(sinks.poses(), run, line -> poses.add(PoseLine.read(line)));
        return new RunResults(passes, hoofOns, poses);
    }
}
