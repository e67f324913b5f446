package io.barnhand.gait.job.configuration;

import io.barnhand.gait.models.BarnhandException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Collects the settings of a configuration that are given and have no effect. */
final class IdleSettings {

    private static final int LONGEST_VALUE = 60;

    private final JobConfiguration configuration;
    private final Map<String, List<String>> settings = new LinkedHashMap<>();

    /**
     * @param configuration that they are part of
     */
    IdleSettings(JobConfiguration configuration) {
        this.configuration = configuration;
    }

    /** Takes a setting, which is kept if it has no effect. */
    void add(String path, Object given, Idle idle) {
        idle.why(configuration)
                .ifPresent(
                        why ->
                                settings.computeIfAbsent(why, none -> new ArrayList<>())
                                        .add(path + " " + shown(given)));
    }

    private static String shown(Object given) {
        String text = given.toString();
        return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text;
    }

    /** A line for each reason. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        settings.forEach(
                (why, idle) ->
                        warnings.add(
                                BarnhandException.message(
                                        String.format(
                                                Locale.ROOT,
                                                "%s %s no effect %s",
                                                String.join(", ", idle),
                                                idle.size() == 1 ? "has" : "have",
                                                why),
                                        idle.size() == 1 ? "leave it out" : "leave them out")));
        return warnings;
    }
}
