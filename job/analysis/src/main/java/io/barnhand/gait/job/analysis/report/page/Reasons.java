package io.barnhand.gait.job.analysis.report.page;

import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Flags in words. */
final class Reasons {

    /** Flags shown once a page or beside their numbers, not as something wrong with a pass. */
    private static final Set<GaitFlag> OF_COURSE =
            EnumSet.of(
                    GaitFlag.NO_SCALE,
                    GaitFlag.DF_UNCALIBRATED,
                    GaitFlag.SINGLE_DIRECTION,
                    GaitFlag.NOT_TROT,
                    GaitFlag.SYMMETRICAL_GAIT,
                    GaitFlag.ASYMMETRICAL_GAIT);

    private Reasons() {}

    /** A flag's sentence as a part of another one. */
    static String of(GaitFlag flag) {
        String sentence = flag.sentence();
        return sentence.substring(0, 1).toLowerCase(Locale.ROOT)
                + sentence.substring(1, sentence.length() - 1);
    }

    /** Why a value is missing. */
    static String missing(Collection<GaitFlag> flags) {
        List<String> reasons = new ArrayList<>();
        for (GaitFlag flag : flags) {
            if (flag != GaitFlag.DF_UNCALIBRATED || flags.size() == 1) {
                reasons.add(of(flag));
            }
        }
        return reasons.isEmpty() ? Wording.of("missing.no_reason") : Wording.list(reasons);
    }

    /** What must be known of a value that is there. */
    static String caution(Collection<GaitFlag> flags) {
        List<String> notes = new ArrayList<>();
        for (GaitFlag flag : flags) {
            if (flag == GaitFlag.DF_UNCALIBRATED) {
                notes.add(0, Wording.of("note.uncalibrated"));
            } else {
                notes.add(of(flag));
            }
        }
        return String.join("; ", notes);
    }

    /** What speaks against the complete pass. */
    static List<GaitFlag> against(Collection<GaitFlag> flags) {
        return flags.stream().filter(f -> !OF_COURSE.contains(f)).toList();
    }
}
