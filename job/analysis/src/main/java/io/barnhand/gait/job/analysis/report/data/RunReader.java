package io.barnhand.gait.job.analysis.report.data;

import io.barnhand.gait.job.analysis.results.PoseFiles;
import io.barnhand.gait.job.analysis.results.RecordingId;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.formats.json.CoverageLine;
import io.barnhand.gait.job.formats.json.DeadLetterLine;
import io.barnhand.gait.job.formats.json.GaitLine;
import io.barnhand.gait.job.formats.json.StrideLine;
import io.barnhand.gait.job.pipeline.DescribedRun;
import io.barnhand.gait.job.pipeline.sink.files.LineFiles;
import io.barnhand.gait.job.pipeline.sink.files.StoredPath;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.GaitWindow;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.Limb;
import io.barnhand.gait.operators.video.DeadLetter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts the records of a run together, passes first. Poses outside of passes are passed over, and of
 * more than {@value #MAX_POSES} the passes that they belong to get none.
 */
final class RunReader {

    private static final int MAX_PASSES = 5_000;
    private static final int MAX_STRIDES = 250_000;
    private static final int MAX_SPANS = 250_000;
    private static final int MAX_HOURS = 500_000;
    private static final int MAX_POSES = 200_000;
    private static final int MAX_LETTER_KINDS = 100;

    /** Files of one run come in an order that another run of the same footage has not. */
    private static final Comparator<DeadLetterKind> BY_STAGE_AND_REASON =
            Comparator.comparing((DeadLetterKind kind) -> kind.first().stage())
                    .thenComparing(kind -> kind.first().reason());

    private static final long HOUR_US = 3_600_000_000L;

    private record Track(RecordingId recording, String track) {}

    /** A pass while it is read. */
    private static final class Draft {
        private final GaitRecord record;
        private final List<StrideRecord> strides = new ArrayList<>();
        private List<HorsePose> poses = new ArrayList<>();
        private boolean posesLeftOut;

        Draft(GaitRecord record) {
            this.record = record;
        }

        ReportedPass pass() {
            strides.sort(Comparator.comparingLong(StrideRecord::onUs));
            poses.sort(Comparator.comparingLong(HorsePose::timeUs));
            return new ReportedPass(record, List.copyOf(strides), List.copyOf(poses), posesLeftOut);
        }
    }

    private final Map<Track, TreeMap<Long, Draft>> tracks = new HashMap<>();
    private final List<Draft> drafts = new ArrayList<>();
    private final List<StrideRecord> strides = new ArrayList<>();
    private final List<CoverageSpan> spans = new ArrayList<>();
    private final Map<List<String>, DeadLetterKind> letters = new LinkedHashMap<>();
    private final Map<RecordingId, Long> starts = new HashMap<>();
    private long hours;
    private int poses;

    void passes(StoredPath folder) {
        LineFiles.forEachIn(
                folder,
                line -> {
                    GaitRecord record = GaitLine.read(line);
                    GaitWindow window = record.window();
                    if (!window.kind().equals(GaitWindow.PASS)) {
                        return;
                    }
                    requireRoom(drafts.size(), MAX_PASSES, "passes");
                    Draft draft = new Draft(record);
                    drafts.add(draft);
                    tracks.computeIfAbsent(
                                    track(
                                            record.track().cameraId(),
                                            record.track().recording(),
                                            record.track().trackId()),
                                    t -> new TreeMap<>())
                            .put(window.startMs(), draft);
                });
    }

    void strides(StoredPath folder) {
        LineFiles.forEachIn(
                folder,
                line -> {
                    StrideRecord stride = StrideLine.read(line);
                    requireLimb(stride.limb());
                    requireRoom(strides.size(), MAX_STRIDES, "strides");
                    strides.add(stride);
                    TreeMap<Long, Draft> passes =
                            tracks.get(
                                    track(stride.cameraId(), stride.recording(), stride.trackId()));
                    Draft draft =
                            passes == null
                                    ? null
                                    : passes.get(Math.floorDiv(stride.passStartUs(), 1000));
                    if (draft != null) {
                        draft.strides.add(stride);
                    }
                });
    }

    void coverage(StoredPath folder) {
        LineFiles.forEachIn(
                folder,
                line -> {
                    CoverageSpan span = CoverageLine.read(line);
                    requireRoom(spans.size(), MAX_SPANS, "coverage spans");
                    hours += 1 + (span.endUs() - span.startUs()) / HOUR_US;
                    requireRoom(hours, MAX_HOURS, "hours of coverage");
                    spans.add(span);
                    starts.merge(
                            new RecordingId(span.camera(), span.recording()),
                            span.startUs(),
                            Math::min);
                });
    }

    void deadLetters(StoredPath folder) {
        LineFiles.forEachIn(
                folder,
                line -> {
                    DeadLetter letter = DeadLetterLine.read(line);
                    List<String> kind = List.of(letter.stage(), letter.reason());
                    DeadLetterKind before = letters.get(kind);
                    if (before != null) {
                        letters.put(kind, before.more());
                    } else if (letters.size() < MAX_LETTER_KINDS) {
                        letters.put(kind, new DeadLetterKind(letter, 1));
                    }
                });
    }

    void poses(StoredPath folder) {
        Map<RecordingId, Long> first = new HashMap<>();
        PoseFiles.forEachIn(
                folder,
                pose -> {
                    first.merge(
                            new RecordingId(pose.camera(), pose.recording()),
                            pose.timeUs(),
                            Math::min);
                    keep(pose);
                });
        // A horse is seen after the recording began: coverage knows better.
        first.forEach(starts::putIfAbsent);
    }

    RunRecords records(
            String run, String program, Optional<DescribedRun> described, String notice) {
        return new RunRecords(
                run,
                program,
                described,
                notice,
                drafts.stream()
                        .map(Draft::pass)
                        .sorted(
                                Comparator.comparingLong(ReportedPass::startUs)
                                        .thenComparing(p -> p.record().track().cameraId())
                                        .thenComparing(p -> p.record().track().trackId()))
                        .toList(),
                List.copyOf(strides),
                List.copyOf(spans),
                letters.values().stream().sorted(BY_STAGE_AND_REASON).toList(),
                Map.copyOf(starts));
    }

    private void keep(HorsePose pose) {
        TreeMap<Long, Draft> passes =
                tracks.get(track(pose.camera(), pose.recording(), pose.track()));
        long ms = Math.floorDiv(pose.timeUs(), 1000);
        Map.Entry<Long, Draft> entry = passes == null ? null : passes.floorEntry(ms);
        if (entry == null || ms > entry.getValue().record.window().endMs()) {
            return;
        }
        Draft draft = entry.getValue();
        if (poses >= MAX_POSES) {
            poses -= draft.poses.size();
            draft.poses = new ArrayList<>();
            draft.posesLeftOut = true;
        }
        if (!draft.posesLeftOut) {
            draft.poses.add(pose);
            poses++;
        }
    }

    private static Track track(String camera, String recording, String track) {
        return new Track(new RecordingId(camera, recording), track);
    }

    private static void requireRoom(long known, int max, String what) {
        if (known >= max) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "The run holds more than %,d %s, which one page cannot show",
                            max,
                            what),
                    "report a shorter run");
        }
    }

    private static void requireLimb(String limb) {
        try {
            Limb.valueOf(limb);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("limb is " + limb + ", must be LH, LF, RH or RF", e);
        }
    }
}
