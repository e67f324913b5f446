package io.barnhand.gait.job.analysis.report.page;

import io.barnhand.gait.job.analysis.chart.CycleChart;
import io.barnhand.gait.job.analysis.chart.FootfallChart;
import io.barnhand.gait.job.analysis.chart.IntervalChart;
import io.barnhand.gait.job.analysis.chart.Mark;
import io.barnhand.gait.job.analysis.chart.StrideCycles;
import io.barnhand.gait.job.analysis.report.data.ReportedPass;
import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.GaitMetric;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.gait.rhythm.GaitTemplate;
import io.barnhand.gait.operators.gait.settings.KeypointTraits;
import io.barnhand.gait.operators.records.Limb;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What opens below a pass: its footfalls, curves and left against right. */
final class PassSections {

    private static final List<Limb> ROWS = List.of(Limb.LH, Limb.LF, Limb.RF, Limb.RH);

    private final ReportedPass pass;
    private final ClipTime clip;
    private final Figures figures;
    private final LimbCurves curves;

    /**
     * @param clip where the clip has the pass
     */
    PassSections(ReportedPass pass, ClipTime clip) {
        this.pass = pass;
        this.clip = clip;
        figures = new Figures(pass.record(), clip.of(pass.startUs(), pass.endUs()));
        curves = new LimbCurves(pass);
    }

    SectionView movement() {
        return new SectionView(
                Wording.of("section.movement"),
                Wording.of("section.movement.lead"),
                List.of(),
                false,
                figures.rows(MetricMember.MOVEMENT));
    }

    SectionView footfalls() {
        String title = Wording.of("footfall.title");
        ChartView chart;
        if (pass.strides().isEmpty()) {
            chart = ChartView.missing(title, noStrides());
        } else {
            chart =
                    new ChartView(
                            title,
                            FootfallChart.of(title, rows(), axis(first()), axis(last()), unit()),
                            Wording.of(
                                    figures.led() ? "footfall.caption.plays" : "footfall.caption"));
        }
        // From which phases count: nothing was measured of it.
        Limb reference = GaitTemplate.reference(pass.record().gait().name());
        List<FigureRow> rows = new ArrayList<>();
        for (MetricMember member : MetricMember.FOOTFALLS) {
            if (!member.isPhaseOf(reference)) {
                rows.add(figures.row(member));
            }
        }
        String suspension = pass.record().metrics().support().suspension();
        if (suspension != null) {
            String words = Wording.orNull("suspension." + suspension);
            rows.add(
                    FigureRow.words(
                            Wording.of("measure.suspension"),
                            words == null ? suspension : words,
                            uncalibrated()));
        }
        return new SectionView(
                Wording.of("section.footfall"),
                Wording.of("section.footfall.lead"),
                List.of(chart),
                false,
                rows);
    }

    private String uncalibrated() {
        return pass.record()
                        .metrics()
                        .support()
                        .suspensionFraction()
                        .flags()
                        .contains(GaitFlag.DF_UNCALIBRATED)
                ? Wording.of("note.uncalibrated")
                : "";
    }

    private String noStrides() {
        return Wording.of(
                "no_strides",
                Reasons.missing(pass.record().metrics().stance().stanceS().lh().flags()));
    }

    private long first() {
        return Math.min(
                pass.startUs(),
                pass.strides().stream().mapToLong(StrideRecord::onUs).min().orElseThrow());
    }

    private long last() {
        return Math.max(
                pass.endUs(),
                pass.strides().stream().mapToLong(StrideRecord::nextOnUs).max().orElseThrow());
    }

    /** Seconds of the clip where it is known when that begins, else of the pass. */
    private double axis(long us) {
        return clip.known() ? clip.seconds(us) : 1e-6 * (us - pass.startUs());
    }

    private String unit() {
        return Wording.of(clip.known() ? "axis.recording" : "axis.pass");
    }

    private List<FootfallChart.LimbRow> rows() {
        List<FootfallChart.LimbRow> rows = new ArrayList<>();
        for (Limb limb : ROWS) {
            List<FootfallChart.StanceBar> stances = new ArrayList<>();
            for (StrideRecord stride : pass.strides()) {
                if (stride.limb().equals(limb.name())) {
                    stances.add(stance(limb, stride));
                }
            }
            rows.add(new FootfallChart.LimbRow(MetricMember.limb(limb), limb.left(), stances));
        }
        return rows;
    }

    private FootfallChart.StanceBar stance(Limb limb, StrideRecord stride) {
        Double error = stride.eventErrorS();
        return new FootfallChart.StanceBar(
                axis(stride.onUs()),
                axis(stride.offUs()),
                axis(stride.nextOnUs()),
                error == null ? Double.NaN : 1.96 * error,
                Wording.of(
                        error == null ? "footfall.description.plain" : "footfall.description",
                        MetricMember.limb(limb),
                        Numbers.of(axis(stride.onUs()), 2),
                        Numbers.of(axis(stride.offUs()), 2),
                        error == null ? "" : Numbers.of(1960 * error, 0)),
                clip.of(stride.onUs(), stride.nextOnUs()));
    }

    SectionView hooves() {
        List<ChartView> charts = new ArrayList<>();
        String why = noCurves();
        Double px = pass.record().scale().blPx();
        if (why == null && (px == null || !(px > 0))) {
            why = Wording.of("curves.no_scale");
        }
        for (Limb limb : List.of(Limb.LF, Limb.RF, Limb.LH, Limb.RH)) {
            String title = Wording.of("hoof.title", MetricMember.limb(limb));
            charts.add(
                    why != null
                            ? ChartView.missing(title, why)
                            : cycle(title, "hoof.caption", curves.hoofHeight(limb, px)));
        }
        return new SectionView(
                Wording.of("section.hoof"),
                Wording.of("section.hoof.lead"),
                one(charts),
                true,
                List.of());
    }

    SectionView joints() {
        GaitRecord record = pass.record();
        List<ChartView> charts = new ArrayList<>();
        String why = noCurves();
        if (record.provenance().kpSemantics().equals(KeypointTraits.UNVERIFIED)) {
            why = Reasons.of(GaitFlag.KP_UNVERIFIED);
        } else if (why == null && record.metrics().romDeg().side() == null) {
            why = Wording.of("curves.no_side");
        }
        for (LimbCurves.JointAngle joint : LimbCurves.JointAngle.values()) {
            String key = "rom." + joint.name().toLowerCase(Locale.ROOT);
            String title = Wording.of("angle.title", Wording.of("joint." + key));
            charts.add(
                    why != null
                            ? ChartView.missing(title, why)
                            : cycle(
                                    title,
                                    "angle.caption",
                                    curves.angle(
                                            joint, record.metrics().romDeg().side().equals("L"))));
        }
        return new SectionView(
                Wording.of("section.joints"),
                Wording.of("section.joints.lead"),
                one(charts),
                true,
                figures.rows(MetricMember.JOINTS));
    }

    /** Why no keypoints can be drawn, or null. */
    private String noCurves() {
        if (pass.posesLeftOut()) {
            return Wording.of("curves.too_many");
        }
        if (pass.poses().size() < 2) {
            return Wording.of("curves.no_poses");
        }
        if (pass.record().quality().flags().contains(GaitFlag.LR_SWAP_SUSPECTED)) {
            return Reasons.of(GaitFlag.LR_SWAP_SUSPECTED);
        }
        return pass.strides().isEmpty() ? noStrides() : null;
    }

    private static ChartView cycle(String title, String caption, StrideCycles cycles) {
        return cycles.isEmpty()
                ? ChartView.missing(title, Wording.of("curves.no_stride"))
                : new ChartView(
                        title,
                        CycleChart.of(title, cycles, Wording.of("axis.stride")),
                        Wording.of(
                                cycles.countDrawn() < cycles.count() ? caption + ".some" : caption,
                                String.valueOf(cycles.count()),
                                String.valueOf(cycles.countDrawn())));
    }

    /** A reason that all share is given once. */
    private static List<ChartView> one(List<ChartView> charts) {
        boolean none = charts.stream().allMatch(chart -> chart.svg() == null);
        long reasons = charts.stream().map(ChartView::caption).distinct().count();
        return none && reasons == 1
                ? List.of(ChartView.missing(Wording.of("curves.none"), charts.get(0).caption()))
                : charts;
    }

    /**
     * @param day what the horse's strides of the day make together, or null where that is no more
     *     than this pass
     */
    SectionView symmetry(GaitRecord day) {
        Figures of = day == null ? figures : new Figures(day, null);
        List<ChartView> charts = new ArrayList<>();
        addMarks(
                charts, of, GaitMetric.SYMMETRY_PCT, "symmetry.pct", "right_larger", "left_larger");
        addMarks(
                charts,
                of,
                GaitMetric.STEP_ASYM_PHASE,
                "symmetry.step",
                "right_early",
                "right_late");
        addMarks(
                charts,
                of,
                GaitMetric.VERTICAL_ASYM_PCT_BL,
                "symmetry.vertical",
                "left_pattern",
                "right_pattern");
        List<FigureRow> rows = of.rows(MetricMember.SYMMETRY);
        String lead =
                day == null
                        ? Wording.of("section.symmetry.lead")
                        : Wording.of(
                                "section.symmetry.lead.day", String.valueOf(day.window().passes()));
        return new SectionView(Wording.of("section.symmetry"), lead, charts, false, rows);
    }

    private static void addMarks(
            List<ChartView> charts,
            Figures figures,
            GaitMetric metric,
            String key,
            String below,
            String above) {
        List<Mark> marks = figures.marks(MetricMember.of(metric));
        if (!marks.isEmpty()) {
            String title = Wording.of(key);
            charts.add(
                    new ChartView(
                            title,
                            IntervalChart.of(
                                    title,
                                    marks,
                                    Wording.of("symmetry." + below),
                                    Wording.of("symmetry." + above)),
                            Wording.of(
                                    metric == GaitMetric.VERTICAL_ASYM_PCT_BL
                                            ? "symmetry.vertical.caption"
                                            : "symmetry.caption")));
        }
    }

    /** First numbers: rhythm and way. */
    List<FigureRow> firstNumbers() {
        List<FigureRow> rows = new ArrayList<>();
        rows.add(figures.row(MetricMember.FREQUENCY));
        rows.add(figures.row(MetricMember.SPEED));
        rows.add(figures.row(MetricMember.LENGTH));
        Metric metres = pass.record().metrics().pace().speedMS();
        if (metres.value() != null) {
            rows.add(figures.row(MetricMember.SPEED_M_S));
        }
        return rows;
    }
}
