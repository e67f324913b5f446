package io.barnhand.gait.job.analysis.report.page;

import io.barnhand.gait.operators.gait.measurement.GaitFlags;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Flags in words. An open list: a flag without words is shown as it is written. */
final class Reasons {

    /** Said once a page or beside the numbers they concern, not as something wrong with a pass. */
    private static final Set<String> OF_COURSE =
            Set.of(
                    GaitFlags.NO_SCALE,
                    GaitFlags.DF_UNCALIBRATED,
                    GaitFlags.SINGLE_DIRECTION,
                    GaitFlags.NOT_TROT,
                    GaitFlags.SYMMETRICAL_GAIT,
                    GaitFlags.ASYMMETRICAL_GAIT);

    private Reasons() {}

    static String of(String flag) {
        String words = Wording.orNull("flag." + flag);
        return words == null ? Wording.of("flag.other", flag) : words;
    }

    /** Why a value is missing. */
    static String missing(Collection<String> flags) {
        List<String> reasons = new ArrayList<>();
        for (String flag : flags) {
            if (!flag.equals(GaitFlags.DF_UNCALIBRATED) || flags.size() == 1) {
                reasons.add(of(flag));
            }
        }
        return reasons.isEmpty() ? Wording.of("missing.no_reason") : Wording.list(reasons);
    }

    /** What must be known of a value that is there. */
    static String caution(Collection<String> flags) {
        List<String> notes = new ArrayList<>();
        for (String flag : flags) {
            if (flag.equals(GaitFlags.DF_UNCALIBRATED)) {
                notes.add(0, Wording.of("note.uncalibrated"));
            } else {
                notes.add(of(flag));
            }
        }
        return String.join("; ", notes);
    }

    /** What speaks against a pass as a whole. */
    static List<String> against(Collection<String> flags) {
        return flags.stream().filter(f -> !OF_COURSE.contains(f)).toList();
    }
}
