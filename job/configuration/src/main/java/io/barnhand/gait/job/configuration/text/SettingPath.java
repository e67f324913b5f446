package io.barnhand.gait.job.configuration.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A setting of a command line, {@code dotted.key=value}. The id of a camera that has a dot, an
 * equals sign or a quote stands in double quotes: {@code cameras."Stall 1.10".mirrored=true}.
 *
 * @param around the keys that it is below, the outermost first
 * @param key of the value
 * @param value in YAML
 */
public record SettingPath(List<String> around, String key, String value) {

    private static final Pattern PART =
            Pattern.compile(
                    "\\s*(?:\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"|([^.=\"]++))\\s*([.=])");

    /** Empty where the setting has another form. */
    public static Optional<SettingPath> of(String setting) {
        Matcher part = PART.matcher(setting);
        List<String> keys = new ArrayList<>();
        int at = 0;
        do {
            if (!part.region(at, setting.length()).lookingAt()) {
                return Optional.empty();
            }
            keys.add(
                    part.group(1) == null
                            ? part.group(2).strip()
                            : part.group(1).replaceAll("\\\\(.)", "$1"));
            at = part.end();
        } while (part.group(3).equals("."));
        int last = keys.size() - 1;
        return Optional.of(
                new SettingPath(keys.subList(0, last), keys.get(last), setting.substring(at)));
    }
}
