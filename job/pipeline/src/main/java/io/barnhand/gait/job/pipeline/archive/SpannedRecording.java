package io.barnhand.gait.job.pipeline.archive;

import io.barnhand.gait.job.formats.json.CoverageLine;
import io.barnhand.gait.job.formats.json.DeadLetterLine;
import io.barnhand.gait.job.formats.parquet.PoseFileReader;
import io.barnhand.gait.job.formats.parquet.PoseFileWriter;
import io.barnhand.gait.job.formats.parquet.PoseRow;
import io.barnhand.gait.job.formats.results.LineWriter;
import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.stages.tracking.TrackJoin;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.TimeRange;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.Path;

/**
 * A recording and the units in which it is processed: itself, or its spans, whose files become
 * those of the recording when all of them are done. A pose is taken from the span that owns its
 * time; tracks continue from span to span as {@link TrackJoin} finds. Of a span only the poses that
 * its neighbours also have are kept in memory.
 *
 * @param units in the order of time
 */
public record SpannedRecording(ArchiveUnit recording, List<ArchiveUnit> units) {

    private static final TimeRange NEVER = new TimeRange(0, 0);

    /** Makes one of the spans, which must be done, and enters the recording into the ledger. */
    public void join(Ledger ledger) throws IOException {
        if (!units.get(0).isSpan()) {
            return;
        }
        ledger.requireNoLinks(recording);
        joinPoses(ledger);
        List<CoverageSpan> coverage = new ArrayList<>();
        for (ArchiveUnit span : units) {
            ledger.coverageOf(span).forEach(known -> cover(coverage, known, span));
        }
        write(ledger.coverage(recording), coverage, CoverageLine::write);
        for (String stage : List.of(Ledger.DECODE, Ledger.POSE)) {
            List<DeadLetter> letters = new ArrayList<>();
            for (ArchiveUnit span : units) {
                letters.addAll(ledger.lettersOf(stage, span));
            }
            write(ledger.letters(stage, recording), letters, DeadLetterLine::write);
        }
        ledger.done(recording);
        for (ArchiveUnit span : units) {
            ledger.discard(span);
        }
    }

    /** Adds the records of a span; those that continue over the cut are joined. */
    private static void cover(List<CoverageSpan> coverage, CoverageSpan known, ArchiveUnit span) {
        long cutUs = span.part().owned().fromUs();
        for (int i = 0; known.startUs() == cutUs && i < coverage.size(); i++) {
            CoverageSpan before = coverage.get(i);
            if (before.endUs() == cutUs && before.kind().equals(known.kind())) {
                coverage.set(i, before.joined(known));
                return;
            }
        }
        coverage.add(known);
    }

    private static <T> void write(Path path, List<T> records, LineWriter<T> form)
            throws IOException {
        if (records.isEmpty()) {
            path.getFileSystem().delete(path, false);
            return;
        }
        StringBuilder lines = new StringBuilder();
        for (T record : records) {
            lines.append(form.write(record)).append('\n');
        }
        WholeFile.write(path, lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void joinPoses(Ledger ledger) throws IOException {
        Path file = ledger.keypoints(recording);
        Path draft = new Path(file.getParent(), "." + file.getName());
        boolean any;
        try (FSDataOutputStream out = WholeFile.open(draft)) {
            PoseFileWriter writer = new PoseFileWriter(out);
            any = joinPoses(ledger, writer);
            writer.finish();
            WholeFile.persist(draft, out);
        }
        if (any) {
            WholeFile.name(draft, file);
        } else {
            file.getFileSystem().delete(file, false);
            draft.getFileSystem().delete(draft, false);
        }
    }

    private boolean joinPoses(Ledger ledger, PoseFileWriter out) throws IOException {
        boolean any = false;
        List<HorsePose> before = List.of();
        for (int k = 0; k < units.size(); k++) {
            TimeRange owned = units.get(k).part().owned();
            TimeRange ahead = k == 0 ? NEVER : shared(k - 1);
            TimeRange behind = k == units.size() - 1 ? NEVER : shared(k);
            Path file = ledger.keypoints(units.get(k));
            Map<String, String> names = TrackJoin.names(before, read(file, ahead));
            List<HorsePose> after = new ArrayList<>();
            try (SpanPoses poses = new SpanPoses(file)) {
                for (HorsePose pose; (pose = poses.next()) != null; ) {
                    String track = names.getOrDefault(pose.track(), pose.track());
                    HorsePose joined = pose.withTrack(track);
                    if (owned.contains(pose.timeUs())) {
                        out.addElement(joined);
                        any = true;
                    }
                    if (behind.contains(pose.timeUs())) {
                        after.add(joined);
                    }
                }
            }
            before = after;
        }
        return any;
    }

    /** The time that a span and the next one both decode. */
    private TimeRange shared(int k) {
        return new TimeRange(
                units.get(k + 1).part().decoded().fromUs(), units.get(k).part().decoded().toUs());
    }

    private static List<HorsePose> read(Path file, TimeRange range) throws IOException {
        List<HorsePose> read = new ArrayList<>();
        try (SpanPoses poses = new SpanPoses(file)) {
            for (HorsePose pose; (pose = poses.next()) != null; ) {
                if (range.contains(pose.timeUs())) {
                    read.add(pose);
                }
            }
        }
        return read;
    }

    /** Poses of a span; none where it has no file. */
    private static final class SpanPoses implements Closeable {

        private final Path file;
        private final PoseFileReader rows;

        SpanPoses(Path file) throws IOException {
            this.file = file;
            rows = file.getFileSystem().exists(file) ? new PoseFileReader(file) : null;
        }

        HorsePose next() throws IOException {
            PoseRow row = rows == null ? null : rows.next();
            if (row != null && row.pose() == null) {
                throw new IOException(
                        String.format(
                                Locale.ROOT,
                                "%s is broken (%s); delete it and give --resume, which measures it again",
                                file,
                                row.problem()));
            }
            return row == null ? null : row.pose();
        }

        @Override
        public void close() throws IOException {
            if (rows != null) {
                rows.close();
            }
        }
    }
}
