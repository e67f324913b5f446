package io.barnhand.gait.job.analysis.report.page;

import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.MedianConfidence;
import io.barnhand.gait.operators.gait.measurement.Quality;
import java.util.ArrayList;
import java.util.List;

/** The quality block of a record in words. */
final class QualitySection {

    private QualitySection() {}

    static SectionView of(GaitRecord record) {
        Quality q = record.quality();
        List<FigureRow> rows = new ArrayList<>();
        rows.add(words("frames", String.valueOf(q.frames()), true));
        add(rows, "rate", q.fpsEff(), 1, 1);
        add(rows, "jitter", q.jitterMs(), 1, 1);
        add(rows, "valid", q.validFrac(), 100, 0);
        add(rows, "gaps", q.gapFrac(), 100, 0);
        add(rows, "longest", q.maxGapMs(), 0.001, 2);
        add(rows, "imputed", q.imputedFrac(), 100, 0);
        add(rows, "rhythm", q.periodicity(), 1, 2);
        add(rows, "swaps", q.swapRate(), 100, 0);
        add(rows, "slip", q.hoofSlipBl(), 100, 1);
        add(rows, "fold", q.foldResidBl(), 100, 1);
        add(rows, "view", q.yawProxy(), 100, 0);
        add(rows, "size", q.blCv(), 100, 1);
        add(rows, "facing", q.facingShare(), 100, 0);
        add(rows, "edge", q.edgeClippedFrac(), 100, 0);
        add(rows, "overlap", q.overlapFrac(), 100, 0);
        confidence(rows, q.medianConf());
        rows.add(
                FigureRow.words(
                        Wording.of("quality.model"),
                        record.provenance().poseModel() == null
                                ? Wording.of("quality.model.none")
                                : record.provenance().poseModel(),
                        Wording.of("quality.version", record.provenance().algoVersion())));
        String semantics = Wording.orNull("semantics." + record.provenance().kpSemantics());
        rows.add(
                FigureRow.words(
                        Wording.of("quality.semantics"),
                        semantics == null ? record.provenance().kpSemantics() : semantics,
                        ""));
        for (GaitFlag flag : q.flags()) {
            rows.add(FigureRow.words(Wording.of("quality.flag"), Reasons.of(flag), flag.key()));
        }
        return new SectionView(
                Wording.of("section.quality"),
                Wording.of("section.quality.lead"),
                List.of(),
                false,
                rows);
    }

    private static void confidence(List<FigureRow> rows, MedianConfidence confidence) {
        if (confidence == null) {
            rows.add(words("confidence", null, false));
            return;
        }
        rows.add(
                FigureRow.words(
                        Wording.of("quality.confidence"),
                        Wording.of(
                                "quality.confidence.value",
                                number(confidence.head()),
                                number(confidence.trunk()),
                                number(confidence.joints()),
                                number(confidence.hooves())),
                        Wording.of("quality.confidence.note")));
    }

    private static String number(Double value) {
        return value == null ? Wording.of("quality.absent") : Numbers.of(value, 2);
    }

    private static void add(
            List<FigureRow> rows, String key, Double value, double factor, int decimals) {
        rows.add(
                words(
                        key,
                        value == null ? null : Numbers.of(factor * value, decimals),
                        value != null));
    }

    private static FigureRow words(String key, String value, boolean known) {
        String label = Wording.of("quality." + key);
        return known
                ? FigureRow.words(
                        label,
                        Wording.of("quality." + key + ".value", value),
                        Wording.of("quality." + key + ".note"))
                : FigureRow.missing(label, Wording.of("missing.no_reason"));
    }
}
