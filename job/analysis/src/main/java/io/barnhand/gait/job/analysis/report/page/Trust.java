package io.barnhand.gait.job.analysis.report.page;

import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.Quality;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Whether a pass can be trusted, in one sentence with its reasons. The bands are those by which the
 * quality orders the errors on synthetic horses: below 0.4 no gait is named, above 0.8 nine of ten
 * frequencies are within 0.07 %. What a flag says cannot be averaged away by a good number.
 *
 * @param level how far
 * @param word for a table
 * @param sentence with the reasons
 */
public record Trust(Level level, String word, String sentence) {

    /** From good to bad; the last is of a horse that does not move. */
    public enum Level {
        YES,
        MOSTLY,
        CAUTION,
        NO,
        STANDING
    }

    private static final double GOOD = 0.8;
    private static final double FAIR = 0.6;
    private static final double POOR = 0.4;

    /** Where each of its five shares takes the quality below the upper band. */
    private static final double ENOUGH_STRIDES = 4;

    private static final double STEADY = 0.82;
    private static final double ANGLED = 0.8;
    private static final double SCATTERED = 0.032;

    private static final double SQUARE = 0.9;
    private static final double FEW_GAPS = 0.02;
    private static final double LONG_GAP_MS = 150;
    private static final double MANY_FRAMES = 0.9;
    private static final int MAX_REASONS = 3;

    private static final Set<GaitFlag> AT_MOST_MOSTLY =
            EnumSet.of(
                    GaitFlag.OBLIQUE_VIEW,
                    GaitFlag.FAR_LIMB_WEAK,
                    GaitFlag.LOW_FPS,
                    GaitFlag.RIDDEN_SUSPECTED,
                    GaitFlag.PASS_TRUNCATED,
                    GaitFlag.SEGMENT_GAP,
                    GaitFlag.TIME_JUMP,
                    GaitFlag.DUPLICATE_FRAMES,
                    GaitFlag.OVERLAP);

    private static final Set<GaitFlag> AT_MOST_CAUTION =
            EnumSet.of(
                    GaitFlag.LOW_STRIDES,
                    GaitFlag.LR_SWAP_SUSPECTED,
                    GaitFlag.PACE_IN_NON_GAITED,
                    GaitFlag.CAMERA_MOTION,
                    GaitFlag.CLASS_UNCERTAIN,
                    GaitFlag.CLOCK_UNKNOWN,
                    GaitFlag.CLOCK_OFF,
                    GaitFlag.CLOCK_AMBIGUOUS,
                    GaitFlag.TIME_SCALED,
                    GaitFlag.CAPTURE_RATE_INVALID,
                    GaitFlag.ORIENTATION_UNCLEAR);

    private static final Set<GaitFlag> NOT_AT_ALL =
            EnumSet.of(
                    GaitFlag.IDENTITY_AMBIGUOUS,
                    GaitFlag.DETECTION_ONLY,
                    GaitFlag.MIXED_GAIT,
                    GaitFlag.NOT_PERIODIC,
                    GaitFlag.TURNING,
                    GaitFlag.BACKING_UP);

    static Trust of(GaitRecord record) {
        if (record.gait().name().equals(GaitClass.STANDING)) {
            return trust(Level.STANDING, Wording.of("trust.sentence.standing"));
        }
        List<String> bad = bad(record);
        Level level = level(record);
        String key = "trust.sentence." + level.name().toLowerCase(Locale.ROOT);
        List<String> good = level == Level.NO ? List.of() : good(record);
        String reasons;
        if (good.isEmpty() && bad.isEmpty()) {
            reasons = Wording.of("trust.no_reason");
        } else if (bad.isEmpty()) {
            reasons = Wording.list(good);
        } else if (good.isEmpty()) {
            reasons = Wording.list(bad);
        } else {
            reasons = Wording.of("trust.but", Wording.list(good), Wording.list(bad));
        }
        return trust(level, Wording.of(key, reasons));
    }

    private static Trust trust(Level level, String sentence) {
        String word = Wording.of("trust.word." + level.name().toLowerCase(Locale.ROOT));
        return new Trust(level, word, sentence);
    }

    private static Level level(GaitRecord record) {
        Quality quality = record.quality();
        List<GaitFlag> flags = quality.flags();
        if (record.metrics().pace().strideFreqHz().value() == null
                || flags.stream().anyMatch(NOT_AT_ALL::contains)) {
            return Level.NO;
        }
        Level level =
                quality.score() >= GOOD
                        ? Level.YES
                        : quality.score() >= FAIR
                                ? Level.MOSTLY
                                : quality.score() >= POOR ? Level.CAUTION : Level.NO;
        if (flags.stream().anyMatch(AT_MOST_CAUTION::contains)) {
            level = worse(level, Level.CAUTION);
        }
        return flags.stream().anyMatch(AT_MOST_MOSTLY::contains)
                ? worse(level, Level.MOSTLY)
                : level;
    }

    private static Level worse(Level one, Level other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static List<String> good(GaitRecord record) {
        Quality quality = record.quality();
        List<String> good = new ArrayList<>();
        Double strides = record.window().nStrides();
        if (strides != null && strides >= ENOUGH_STRIDES) {
            good.add(Wording.of("trust.good.strides", Numbers.strides(strides)));
        }
        if (quality.periodicity() != null && quality.periodicity() >= STEADY) {
            good.add(Wording.of("trust.good.rhythm"));
        }
        if (quality.yawProxy() != null
                && quality.yawProxy() >= SQUARE
                && !quality.flags().contains(GaitFlag.OBLIQUE_VIEW)) {
            good.add(Wording.of("trust.good.view"));
        }
        if (quality.gapFrac() != null && quality.gapFrac() <= FEW_GAPS) {
            good.add(Wording.of("trust.good.gaps"));
        }
        return good;
    }

    /** Worst first; what a number already says is not repeated by its flag. */
    private static List<String> bad(GaitRecord record) {
        Quality quality = record.quality();
        Map<String, String> bad = new LinkedHashMap<>();
        List<GaitFlag> flags = Reasons.against(quality.flags());
        for (Set<GaitFlag> rank : List.of(NOT_AT_ALL, AT_MOST_CAUTION, AT_MOST_MOSTLY)) {
            flags.stream()
                    .filter(rank::contains)
                    .sorted()
                    .forEach(f -> bad.put(f.key(), Reasons.of(f)));
        }
        Double strides = record.window().nStrides();
        if (strides != null && strides < ENOUGH_STRIDES) {
            bad.put(
                    GaitFlag.LOW_STRIDES.key(),
                    Wording.of("trust.bad.strides", Numbers.strides(strides)));
        }
        if (quality.yawProxy() != null && quality.yawProxy() < ANGLED) {
            bad.put(
                    GaitFlag.OBLIQUE_VIEW.key(),
                    Wording.of("trust.bad.view", Numbers.percent(quality.yawProxy())));
        }
        if (quality.periodicity() != null && quality.periodicity() < STEADY) {
            bad.putIfAbsent(GaitFlag.NOT_PERIODIC.key(), Wording.of("trust.bad.rhythm"));
        }
        if (quality.foldResidBl() != null && quality.foldResidBl() > SCATTERED) {
            bad.put("fold", Wording.of("trust.bad.fold", Numbers.percent(quality.foldResidBl())));
        }
        if (quality.maxGapMs() != null && quality.maxGapMs() >= LONG_GAP_MS) {
            bad.put("gaps", Wording.of("trust.bad.gaps", Numbers.of(quality.maxGapMs() / 1000, 1)));
        }
        if (quality.validFrac() != null && quality.validFrac() < MANY_FRAMES) {
            bad.put("frames", Wording.of("trust.bad.frames", Numbers.percent(quality.validFrac())));
        }
        List<String> reasons = new ArrayList<>(bad.values());
        if (reasons.size() > MAX_REASONS) {
            int more = reasons.size() - MAX_REASONS;
            reasons = new ArrayList<>(reasons.subList(0, MAX_REASONS));
            reasons.add(Wording.of("trust.bad.more", String.valueOf(more)));
        }
        return reasons;
    }
}
