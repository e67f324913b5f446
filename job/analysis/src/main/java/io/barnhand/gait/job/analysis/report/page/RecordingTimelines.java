package io.barnhand.gait.job.analysis.report.page;

import io.barnhand.gait.job.analysis.chart.SpanChart;
import io.barnhand.gait.job.analysis.report.data.ReportedPass;
import io.barnhand.gait.job.analysis.report.data.RunRecords;
import io.barnhand.gait.job.analysis.results.RecordingId;
import io.barnhand.gait.operators.records.CoverageSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When something was decoded, a horse followed and a gait measured, recording by recording. */
final class RecordingTimelines {

    private static final double MAX_SECONDS = 900;
    private static final int MAX_SPANS = 200;

    private final Map<RecordingId, List<CoverageSpan>> spans = new HashMap<>();
    private final Map<RecordingId, List<ReportedPass>> passes = new HashMap<>();

    RecordingTimelines(RunRecords run) {
        for (CoverageSpan span : run.coverage()) {
            spans.computeIfAbsent(
                            new RecordingId(span.camera(), span.recording()),
                            r -> new ArrayList<>())
                    .add(span);
        }
        run.passes()
                .forEach(
                        pass ->
                                passes.computeIfAbsent(pass.recording(), r -> new ArrayList<>())
                                        .add(pass));
    }

    /** The recording about a pass: its full length, or a quarter of an hour of a long one. */
    SectionView of(ReportedPass pass, ClipTime clip) {
        List<CoverageSpan> known = spans.getOrDefault(pass.recording(), List.of());
        long first = pass.startUs();
        long last = pass.endUs();
        for (CoverageSpan span : known) {
            first = Math.min(first, span.startUs());
            last = Math.max(last, span.endUs());
        }
        if (1e-6 * (last - first) > MAX_SECONDS) {
            long half = (long) (5e5 * MAX_SECONDS);
            long middle = (pass.startUs() + pass.endUs()) / 2;
            first = Math.max(first, middle - half);
            last = Math.min(last, middle + half);
        }
        Window window = new Window(first, last, clip);
        List<SpanChart.SpanRow> rows = new ArrayList<>();
        rows.add(window.row("decoded", "decoded", of(known, CoverageSpan.DECODED, null)));
        String track = pass.record().track().trackId();
        rows.add(window.row("horse", "followed", of(known, CoverageSpan.HORSE, track)));
        rows.add(window.row("usable", "usable", of(known, CoverageSpan.USABLE, track)));
        rows.add(gaits(window, pass));
        String title = Wording.of("timeline.title");
        ChartView chart =
                new ChartView(
                        title,
                        SpanChart.of(
                                title, rows, 1e-6 * (last - first), Wording.of("axis.recording")),
                        Wording.of("timeline.caption"));
        return new SectionView(
                Wording.of("section.timeline"),
                Wording.of("section.timeline.lead"),
                List.of(chart),
                false,
                window.rows());
    }

    private SpanChart.SpanRow gaits(Window window, ReportedPass about) {
        List<SpanChart.SpanBar> gaits = new ArrayList<>();
        for (ReportedPass pass : passes.get(about.recording())) {
            if (pass.record().track().trackId().equals(about.record().track().trackId())) {
                String gait = Times.gait(pass.record().gait().name());
                window.add(gaits, pass.startUs(), pass.endUs(), gait, gait);
            }
        }
        return new SpanChart.SpanRow(Wording.of("timeline.gait"), "gait", gaits);
    }

    private static List<CoverageSpan> of(List<CoverageSpan> spans, String kind, String track) {
        return spans.stream()
                .filter(s -> s.kind().equals(kind))
                .filter(s -> track == null || track.equals(s.track()))
                .sorted(Comparator.comparingLong(CoverageSpan::startUs))
                .limit(MAX_SPANS)
                .toList();
    }

    /** The time that a chart shows. */
    private static final class Window {

        private final long first;
        private final long last;
        private final ClipTime clip;
        private final List<FigureRow> rows = new ArrayList<>();

        Window(long first, long last, ClipTime clip) {
            this.first = first;
            this.last = last;
            this.clip = clip;
        }

        List<FigureRow> rows() {
            return rows;
        }

        SpanChart.SpanRow row(String key, String cls, List<CoverageSpan> spans) {
            String label = Wording.of("timeline." + key);
            List<SpanChart.SpanBar> shown = new ArrayList<>();
            double seconds = 0;
            for (CoverageSpan span : spans) {
                seconds += 1e-6 * (span.endUs() - span.startUs());
                add(shown, span.startUs(), span.endUs(), "", label);
            }
            rows.add(
                    spans.isEmpty()
                            ? FigureRow.words(label, Wording.of("timeline.nothing"), notKnown(key))
                            : FigureRow.words(
                                    label,
                                    Wording.of("timeline.seconds", Numbers.of(seconds, 1)),
                                    ""));
            return new SpanChart.SpanRow(label, cls, shown);
        }

        private static String notKnown(String key) {
            return key.equals("decoded") ? Wording.of("timeline.not_known") : "";
        }

        void add(List<SpanChart.SpanBar> shown, long from, long to, String text, String what) {
            if (to >= first && from <= last) {
                double start = 1e-6 * (Math.max(from, first) - first);
                double end = 1e-6 * (Math.min(to, last) - first);
                String name =
                        Wording.of(
                                "timeline.description",
                                what,
                                Numbers.of(start, 1),
                                Numbers.of(end, 1));
                shown.add(new SpanChart.SpanBar(start, end, text, name, clip.of(from, to)));
            }
        }
    }
}
