package io.barnhand.gait.job.analysis.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A table for other programs: comma-separated, with a header; what is not known is left empty. A
 * text that a spreadsheet would take for a formula gets an apostrophe before it.
 */
public final class CsvTable {

    private static final Pattern NEEDS_QUOTES = Pattern.compile("[,\"\r\n]");

    /** As OWASP lists them, also those of full width. */
    private static final Pattern FORMULA =
            Pattern.compile("^\\s*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]");

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?[0-9]+(?:[.][0-9]+)?(?:[eE][+-]?[0-9]+)?");

    private final List<String> lines = new ArrayList<>();

    public CsvTable(String... header) {
        lines.add(String.join(",", header));
    }

    /** Numbers get five significant digits; null and what is no finite number are not known. */
    public void add(Object... fields) {
        lines.add(Arrays.stream(fields).map(CsvTable::field).collect(Collectors.joining(",")));
    }

    public void write(Path file) throws IOException {
        Files.write(file, lines);
    }

    private static String field(Object value) {
        if (value instanceof Double number) {
            return !Double.isFinite(number) ? "" : String.format(Locale.ROOT, "%.5g", number);
        }
        String text = value == null ? "" : value.toString();
        if (FORMULA.matcher(text).find() && !NUMBER.matcher(text).matches()) {
            text = "'" + text;
        }
        return NEEDS_QUOTES.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
