package io.barnhand.gait.job.analysis.report.page;

import io.barnhand.gait.job.analysis.report.clip.ClipFolder;
import io.barnhand.gait.job.analysis.report.clip.ReportClip;
import io.barnhand.gait.job.analysis.report.data.ReportedPass;
import io.barnhand.gait.job.analysis.report.data.RunRecords;
import io.barnhand.gait.job.analysis.results.HorselessRecordings;
import io.barnhand.gait.job.analysis.results.RecordingId;
import io.barnhand.gait.job.pipeline.DescribedRun;
import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.gait.pooling.CameraHour;
import io.barnhand.gait.operators.gait.pooling.CameraHours;
import io.barnhand.gait.operators.gait.pooling.PoolKey;
import io.barnhand.gait.operators.gait.pooling.PooledGait;
import io.barnhand.gait.operators.gait.rhythm.GaitTemplate;
import io.barnhand.gait.operators.video.EventTime;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes the page from what a run wrote. */
public final class PageBuilder {

    private static final int MAX_HOURS = 2_000;

    /** What is pooled for left against right: a horse's strides of a day in one pool. */
    private record PoolDay(PoolKey pool, LocalDate day) {}

    private final RunRecords run;
    private final ClipFolder clips;
    private final Baselines baselines;
    private final RecordingTimelines timelines;
    private final Map<PoolDay, List<StrideRecord>> days = new HashMap<>();
    private final Map<PoolDay, GaitRecord> pooled = new HashMap<>();
    private final Map<RecordingId, String> shownBy = new HashMap<>();
    private boolean linked;

    public PageBuilder(RunRecords run, ClipFolder clips) {
        this.run = run;
        this.clips = clips;
        baselines = new Baselines(run.strides());
        timelines = new RecordingTimelines(run);
        PoolKey.group(run.strides())
                .forEach(
                        (pool, strides) ->
                                strides.forEach(
                                        stride ->
                                                days.computeIfAbsent(
                                                                new PoolDay(
                                                                        pool,
                                                                        Times.day(
                                                                                stride
                                                                                        .passStartUs())),
                                                                d -> new ArrayList<>())
                                                        .add(stride)));
    }

    /**
     * @throws IOException if a clip cannot be read
     */
    public ReportPage page() throws IOException {
        List<OverviewRow> rows = new ArrayList<>();
        int number = 0;
        for (ReportedPass pass : run.passes()) {
            number++;
            rows.add(new OverviewRow(view(pass, number), pass.startUs()));
        }
        List<Overview> overviews = Overview.all(rows);
        List<CameraHour> hours = CameraHours.of(run.coverage());
        return new ReportPage(
                Wording.of("page.title", run.run()),
                run.run(),
                run.program(),
                run.described().map(SettingSentences::of).orElse(List.of()),
                run.notice(),
                linked
                        ? Wording.of("page.linked", String.valueOf(ClipFolder.MAX_EMBEDDED >> 20))
                        : "",
                overviews.get(0).rows(),
                rows.size() > 1 ? overviews : List.of(),
                hours.stream().limit(MAX_HOURS).map(CoverageRow::of).toList(),
                Math.max(0, hours.size() - MAX_HOURS),
                horseless(),
                run.deadLetters());
    }

    /** Not known without the settings of the run, which give the score that counts. */
    private List<String> horseless() {
        HorselessRecordings horseless = new HorselessRecordings();
        run.coverage().forEach(horseless::add);
        return run.described()
                .flatMap(DescribedRun::configuration)
                .map(configuration -> horseless.lines(configuration.detector().score()))
                .orElse(List.of());
    }

    private PassView view(ReportedPass pass, int number) throws IOException {
        GaitRecord record = pass.record();
        String id = "pass-" + number;
        ClipView clip = clip(pass, "clip-" + number);
        Long start = run.starts().get(pass.recording());
        ClipTime time = new ClipTime(clip == null ? null : clip.id(), start);
        PassSections sections = new PassSections(pass, time);
        GaitRecord day = day(pass);
        Trust trust = Trust.of(record);
        List<SectionView> below = new ArrayList<>();
        if (!record.gait().name().equals(GaitClass.STANDING)) {
            below.add(sections.movement());
            below.add(sections.footfalls());
            below.add(sections.hooves());
            below.add(sections.joints());
            below.add(sections.symmetry(day));
        }
        below.add(timelines.of(pass, time));
        below.add(QualitySection.of(record));
        return new PassView(
                id,
                who(record),
                Times.dayText(pass.startUs()),
                Times.timeText(pass.startUs()),
                record.track().cameraId(),
                gait(record),
                strides(record),
                trust,
                trust.level().name().toLowerCase(Locale.ROOT),
                facts(pass),
                sections.firstNumbers(),
                baselines.of(pass, day == null ? record : day),
                clip,
                clipNote(clip, start),
                below);
    }

    private ClipView clip(ReportedPass pass, String id) throws IOException {
        Optional<ReportClip> found = clips.of(pass.recording());
        if (found.isEmpty()) {
            return null;
        }
        ReportClip clip = found.get();
        linked |= !clip.embedded();
        String before = shownBy.putIfAbsent(pass.recording(), id);
        Long start = run.starts().get(pass.recording());
        ClipTime time = new ClipTime(id, start);
        return new ClipView(
                id,
                before == null ? clip.source() : null,
                before,
                clip.embedded(),
                start == null ? null : time.of(pass.startUs(), pass.endUs()).fromText(),
                start == null ? null : time.of(pass.startUs(), pass.endUs()).toText(),
                Wording.of(
                        "clip.label",
                        pass.record().track().cameraId(),
                        pass.record().track().recording()));
    }

    private static String clipNote(ClipView clip, Long start) {
        if (clip == null) {
            return Wording.of("clip.none");
        }
        if (start == null) {
            return Wording.of("clip.no_start");
        }
        return Wording.of(clip.embedded() ? "clip.hint" : "clip.linked");
    }

    /**
     * Pooled only where there is more than this pass; the same for all passes of a day. One of an
     * unknown time belongs to no day.
     */
    private GaitRecord day(ReportedPass pass) {
        GaitRecord record = pass.record();
        if (EventTime.isUndated(pass.startUs())) {
            return null;
        }
        if (pass.strides().isEmpty() || GaitTemplate.named(record.gait().name()).isEmpty()) {
            return null;
        }
        PoolDay key = new PoolDay(PoolKey.of(pass.strides().get(0)), Times.day(pass.startUs()));
        GaitRecord day =
                pooled.computeIfAbsent(key, k -> PooledGait.of(days.get(k), null).record());
        return day.window().passes() > 1 ? day : null;
    }

    private static String who(GaitRecord record) {
        return record.track().horseId() == null
                ? Wording.of("who.track", record.track().trackId())
                : record.track().horseId();
    }

    private static String gait(GaitRecord record) {
        return Times.gait(record.gait().name());
    }

    private static String strides(GaitRecord record) {
        Double strides = record.window().nStrides();
        return strides == null ? Wording.of("strides.none") : Numbers.strides(strides);
    }

    private List<FigureRow> facts(ReportedPass pass) {
        GaitRecord record = pass.record();
        List<FigureRow> facts = new ArrayList<>();
        facts.add(
                FigureRow.words(
                        Wording.of(record.track().horseId() == null ? "fact.track" : "fact.horse"),
                        record.track().horseId() == null
                                ? record.track().trackId()
                                : record.track().horseId(),
                        record.track().horseId() == null ? Wording.of("fact.no_horse") : ""));
        facts.add(
                FigureRow.words(
                        Wording.of("fact.when"),
                        Times.dayText(pass.startUs()) + ", " + Times.timeText(pass.startUs()),
                        Wording.of(
                                record.quality().flags().contains(GaitFlag.CLOCK_ASSUMED_UTC)
                                        ? "fact.length_assumed_utc"
                                        : "fact.length",
                                Numbers.of(1e-6 * (pass.endUs() - pass.startUs()), 1))));
        facts.add(
                FigureRow.words(
                        Wording.of("fact.camera"),
                        record.track().cameraId(),
                        Wording.of("fact.recording", record.track().recording())));
        String second = record.gait().second();
        facts.add(
                FigureRow.words(
                        Wording.of("fact.gait"),
                        gait(record),
                        second == null ? "" : Wording.of("fact.second", Times.gait(second))));
        String direction = record.window().direction();
        String way = direction == null ? null : Wording.orNull("direction." + direction);
        facts.add(
                FigureRow.words(
                        Wording.of("fact.strides"), strides(record), way == null ? "" : way));
        return facts;
    }
}
