package io.barnhand.gait.operators.gait;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.operators.gait.measurement.GaitMetric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the sources of all rooms cite of the gait reference is there, and cited in one form. */
class ReferenceCitationsTest {

    private static final Path ROOT = Path.of("../..");
    private static final String NUMBER = "(\\d+(?:\\.\\d+)?)";

    /** The one form: "gait reference, section 2.6" or "gait reference, sections 2.1 to 2.3". */
    private static final Pattern CITATION =
            Pattern.compile(
                    String.format(
                            Locale.ROOT,
                            "gait reference, sections? %1$s(?: (?:to|and) %1$s)?",
                            NUMBER));

    private static final Pattern OTHER_FORM =
            Pattern.compile(
                    "(?i)(?<!gait )\\breference,? (sections? )?\\d"
                            + "|\\breference \\d|sections? \\d[\\d.]* of the gait reference");

    private static Set<String> sections;
    private static List<Source> sources;

    /** Text of a file on one line, without what begins the lines of a comment. */
    private record Source(Path file, String text) {

        static Source read(Path file) {
            try {
                String text = Files.readString(file);
                return new Source(
                        ROOT.relativize(file), text.replaceAll("\\s*\\R\\s*(?:\\*|//)?\\s*", " "));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Stream<MatchResult> find(Pattern pattern) {
            return pattern.matcher(text).results();
        }
    }

    @BeforeAll
    static void readAll() throws IOException {
        sections = ReferencePage.read().sections().keySet();
        sources = new ArrayList<>();
        for (String rooms : List.of("models", "operators", "job")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(rooms))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> file.toString().contains("src/main/java"))
                        .map(Source::read)
                        .forEach(sources::add);
            }
        }
    }

    @Test
    void everyCitedSectionIsThere() {
        List<String> cited = new ArrayList<>();
        List<String> dangling = new ArrayList<>();
        for (Source source : sources) {
            source.find(CITATION)
                    .flatMap(citation -> Stream.of(citation.group(1), citation.group(2)))
                    .filter(Objects::nonNull)
                    .forEach(
                            section -> {
                                cited.add(section);
                                if (!sections.contains(section)) {
                                    dangling.add(source.file() + " cites section " + section);
                                }
                            });
        }

        assertThat(dangling).isEmpty();
        assertThat(cited).hasSizeGreaterThan(30);
    }

    @Test
    void everyCitationHasTheOneForm() {
        List<String> others =
                sources.stream()
                        .flatMap(
                                source ->
                                        source.find(OTHER_FORM)
                                                .map(m -> source.file() + ": " + m.group()))
                        .toList();

        assertThat(others)
                .as("cite the gait reference as \"gait reference, section 2.6\"")
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theSectionOfEveryMetricIsThere(GaitMetric metric) {
        assertThat(sections).contains(metric.section());
    }
}
