package io.barnhand.gait.job.analysis.report.page;

import io.barnhand.gait.job.analysis.chart.Mark;
import io.barnhand.gait.job.analysis.chart.Seek;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.Metric;
import java.util.ArrayList;
import java.util.List;

/** The metrics of a record as rows of a table and marks of a chart. */
final class Figures {

    private final GaitRecord record;
    private final Seek seek;

    /**
     * @param seek seconds of the record, or null where there is no clip of them
     */
    Figures(GaitRecord record, Seek seek) {
        this.record = record;
        this.seek = seek;
    }

    /** Whether they lead into a clip. */
    boolean led() {
        return seek != null;
    }

    FigureRow row(Measure measure) {
        Metric metric = measure.of(record);
        if (metric.value() == null) {
            return FigureRow.missing(measure.label(), Reasons.missing(metric.flags()));
        }
        return new FigureRow(
                measure.label(),
                measure.shown(metric.value(), decimals(measure, metric)),
                true,
                interval(measure, metric),
                metric.n() == null ? "" : Wording.counted("n.strides", metric.n()),
                Reasons.caution(metric.flags()),
                seek);
    }

    List<FigureRow> rows(List<Measure> measures) {
        return measures.stream().map(this::row).toList();
    }

    /** What can be drawn: values with an interval. */
    List<Mark> marks(List<Measure> measures) {
        List<Mark> marks = new ArrayList<>();
        for (Measure measure : measures) {
            Metric metric = measure.of(record);
            if (metric.value() != null && metric.ci95Low() != null) {
                marks.add(
                        new Mark(
                                measure.label(),
                                metric.value(),
                                metric.ci95Low(),
                                metric.ci95High(),
                                Wording.of(
                                        "mark.told",
                                        measure.label(),
                                        measure.shown(metric.value(), decimals(measure, metric)),
                                        interval(measure, metric)),
                                seek));
            }
        }
        return marks;
    }

    private static String interval(Measure measure, Metric metric) {
        int decimals = decimals(measure, metric);
        return metric.ci95Low() == null
                ? Wording.of("interval.none")
                : Wording.of(
                        "interval",
                        Numbers.of(metric.ci95Low(), decimals),
                        Numbers.of(metric.ci95High(), decimals));
    }

    /** More than usual where the interval is so narrow that its ends would read the same. */
    private static int decimals(Measure measure, Metric metric) {
        return metric.ci95Low() == null
                ? measure.decimals()
                : Numbers.decimals(measure.decimals(), metric.ci95High() - metric.ci95Low());
    }
}
