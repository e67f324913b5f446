package io.barnhand.gait.job.analysis.report.page;

import freemarker.template.TemplateMethodModelEx;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** The words of the page, from {@code report.properties}. */
final class Wording {

    private static final ResourceBundle BUNDLE =
            ResourceBundle.getBundle("io.barnhand.gait.job.analysis.report.report", Locale.ROOT);

    private Wording() {}

    /**
     * @param values put in at {@code {0}}, {@code {1}} ...; texts, already as they are to be shown
     * @throws java.util.MissingResourceException if there is no such key
     */
    static String of(String key, String... values) {
        return new MessageFormat(BUNDLE.getString(key), Locale.ROOT).format(values);
    }

    /** Of a number of things, with another form for one of them. */
    static String counted(String key, int number) {
        return number == 1 ? of(key + ".one") : of(key, String.valueOf(number));
    }

    /** The words for a name that others may have written, or null where there are none. */
    static String orNull(String key) {
        return BUNDLE.containsKey(key) ? of(key) : null;
    }

    /** "a", "a and b", "a, b and c". */
    static String list(List<String> parts) {
        int last = parts.size() - 1;
        return last < 1
                ? String.join("", parts)
                : of("list.and", String.join(", ", parts.subList(0, last)), parts.get(last));
    }

    /** For the template: {@code words("key", value, ...)}. */
    static TemplateMethodModelEx method() {
        return arguments -> {
            String[] texts = new String[arguments.size()];
            for (int i = 0; i < texts.length; i++) {
                texts[i] = String.valueOf(arguments.get(i));
            }
            return of(texts[0], Arrays.copyOfRange(texts, 1, texts.length));
        };
    }
}
