package io.barnhand.gait.job.pipeline.sink.files;

import io.barnhand.gait.job.formats.json.CoverageLine;
import io.barnhand.gait.job.formats.json.GaitLine;
import io.barnhand.gait.job.pipeline.runs.HeldFootage;
import io.barnhand.gait.job.pipeline.runs.TimeSpans;
import io.barnhand.gait.job.pipeline.runs.TimeSpans.Span;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.records.CoverageSpan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What one run holds of recordings, as its lines say. */
final class FolderFootage {

    /**
     * Spans that are kept before those that adjoin are joined; a segment has one of five seconds.
     */
    private static final int MAX_LOOSE = 4096;

    private record Recording(String camera, String name) {}

    /** What is known of a recording. */
    private static final class Held {
        private TimeSpans decoded = TimeSpans.NONE;
        private final List<Span> loose = new ArrayList<>();
        private long fromUs = Long.MAX_VALUE;
        private long toUs = Long.MIN_VALUE;

        void decoded(long startUs, long endUs) {
            if (endUs > startUs) {
                loose.add(new Span(startUs, endUs));
                if (loose.size() == MAX_LOOSE) {
                    join();
                }
            }
        }

        private void join() {
            decoded = decoded.plus(new TimeSpans(loose));
            loose.clear();
        }

        void record(long startUs, long endUs) {
            fromUs = Math.min(fromUs, startUs);
            toUs = Math.max(toUs, Math.max(startUs, endUs) + 1);
        }

        TimeSpans spans() {
            join();
            return decoded.isEmpty() && fromUs < toUs ? TimeSpans.of(fromUs, toUs) : decoded;
        }
    }

    private final String run;
    private final Map<Recording, Held> recordings = new HashMap<>();

    FolderFootage(String run) {
        this.run = run;
    }

    void coverage(StoredPath folder) {
        LineFiles.forEachIn(folder, line -> add(CoverageLine.read(line)));
    }

    private void add(CoverageSpan span) {
        Held held = held(span.camera(), span.recording());
        if (span.kind().equals(CoverageSpan.DECODED)) {
            held.decoded(span.startUs(), span.endUs());
        } else if (!span.kind().equals(CoverageSpan.EXPECTED)) {
            held.record(span.startUs(), span.endUs());
        }
    }

    void gait(StoredPath folder) {
        LineFiles.forEachIn(folder, line -> add(GaitLine.read(line)));
    }

    private void add(GaitRecord record) {
        held(record.track().cameraId(), record.track().recording())
                .record(1000 * record.window().startMs(), 1000 * record.window().endMs());
    }

    private Held held(String camera, String recording) {
        return recordings.computeIfAbsent(new Recording(camera, recording), unknown -> new Held());
    }

    Stream<HeldFootage> held() {
        return recordings.entrySet().stream()
                .map(
                        entry ->
                                new HeldFootage(
                                        run,
                                        entry.getKey().camera(),
                                        entry.getKey().name(),
                                        entry.getValue().spans()))
                .filter(held -> !held.spans().isEmpty());
    }
}
