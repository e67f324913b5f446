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

    FigureRow row(MetricMember member) {
        Metric metric = member.of(record);
        if (metric.value() == null) {
            return FigureRow.missing(member.label(), Reasons.missing(metric.flags()));
        }
        return new FigureRow(
                member.label(),
                member.shown(metric.value(), decimals(member, metric)),
                true,
                interval(member, metric),
                metric.n() == null ? "" : Wording.counted("n.strides", metric.n()),
                Reasons.caution(metric.flags()),
                seek);
    }

    List<FigureRow> rows(List<MetricMember> members) {
        return members.stream().map(this::row).toList();
    }

    /** What can be drawn: values with an interval. */
    List<Mark> marks(List<MetricMember> members) {
        List<Mark> marks = new ArrayList<>();
        for (MetricMember member : members) {
            Metric metric = member.of(record);
            if (metric.value() != null && metric.ci95Low() != null) {
                marks.add(
                        new Mark(
                                member.label(),
                                metric.value(),
                                metric.ci95Low(),
                                metric.ci95High(),
                                Wording.of(
                                        "mark.description",
                                        member.label(),
                                        member.shown(metric.value(), decimals(member, metric)),
                                        interval(member, metric)),
                                seek));
            }
        }
        return marks;
    }

    private static String interval(MetricMember member, Metric metric) {
        int decimals = decimals(member, metric);
        return metric.ci95Low() == null
                ? Wording.of("interval.none")
                : Wording.of(
                        "interval",
                        Numbers.of(metric.ci95Low(), decimals),
                        Numbers.of(metric.ci95High(), decimals));
    }

    /** More than usual where the interval is so narrow that its ends would read the same. */
    private static int decimals(MetricMember member, Metric metric) {
        return metric.ci95Low() == null
                ? member.decimals()
                : Numbers.decimals(member.decimals(), metric.ci95High() - metric.ci95Low());
    }
}
