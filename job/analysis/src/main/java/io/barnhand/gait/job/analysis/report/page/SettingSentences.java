package io.barnhand.gait.job.analysis.report.page;

import io.barnhand.gait.job.configuration.SettingDifference;
import io.barnhand.gait.job.pipeline.DescribedRun;
import java.util.ArrayList;
import java.util.List;

/** Sentences on how a run was made: how its page differs from that of another run. */
final class SettingSentences {

    /** Where the footage lay says nothing of the results, and pages are handed on. */
    private static final String PLACE = "source.path";

    private SettingSentences() {}

    static List<String> of(DescribedRun run) {
        List<String> sentences = new ArrayList<>();
        if (run.configuration().isPresent()) {
            List<String> settings =
                    run.otherThanDefaults().stream()
                            .filter(d -> !d.path().equals(PLACE))
                            .map(SettingSentences::setting)
                            .toList();
            sentences.add(
                    settings.isEmpty()
                            ? Wording.of("page.defaults")
                            : Wording.of("page.settings", Wording.list(settings)));
        }
        for (DescribedRun.EarlierStart start : run.earlier()) {
            List<String> settings =
                    start.settings().entrySet().stream()
                            .filter(setting -> !setting.getKey().equals(PLACE))
                            .map(setting -> setting.getKey() + " " + setting.getValue())
                            .toList();
            if (!settings.isEmpty()) {
                sentences.add(Wording.of("page.earlier", start.begun(), Wording.list(settings)));
            }
        }
        return sentences;
    }

    private static String setting(SettingDifference difference) {
        return difference.path() + " " + difference.textB();
    }
}
