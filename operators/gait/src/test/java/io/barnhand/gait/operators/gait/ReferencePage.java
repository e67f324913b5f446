package io.barnhand.gait.operators.gait;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The gait reference as a page of text. */
record ReferencePage(String text) {

    static final Path FILE = Path.of("REFERENCE.md");

    private static final Pattern HEADING =
            Pattern.compile("(?m)^#{2,3} ((\\d+(?:\\.\\d+)?)\\.? .*)$");

    static ReferencePage read() throws IOException {
        return new ReferencePage(Files.readString(FILE));
    }

    /** Anchors of the headings by the number of their section. */
    Map<String, String> sections() {
        Map<String, String> sections = new LinkedHashMap<>();
        HEADING.matcher(text)
                .results()
                .forEach(heading -> sections.put(heading.group(2), anchor(heading)));
        return sections;
    }

    /** As GitHub makes it of a heading. */
    private static String anchor(MatchResult heading) {
        return heading.group(1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\d _-]", "")
                .replace(' ', '-');
    }
}
