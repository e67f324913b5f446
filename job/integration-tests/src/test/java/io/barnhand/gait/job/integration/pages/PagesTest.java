package io.barnhand.gait.job.integration.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.fasterxml.jackson.databind.JsonNode;
import io.barnhand.gait.job.cli.Barnhand;
import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.testing.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What pages name is there: files, anchors, commands with their options, keys. */
class PagesTest {

    /** So that a newcomer reads all of it. */
    private static final int MAX_FRONT_PAGE_BYTES = 8192;

    private static final List<Page> PAGES = Page.all();

    private static final Map<Path, Page> BY_PATH =
            PAGES.stream().collect(Collectors.toMap(Page::path, page -> page));

    /** Entries of mappings and lists, which no default has. */
    private static final List<String> ENTRIES =
            List.of(
                    "cameras.<id>.mirrored=true",
                    "gait.duty-calibration.walk={fore: 0, hind: 0, error: 0}");

    private static final Pattern TEST =
            Pattern.compile("(?<![\\w>])[A-Z][A-Za-z]+(Test|ITCase|Soak|Benchmark)\\b");

    /** Fields of lines that look like keys. */
    private static final Set<String> FIELDS = Set.of("gait.class", "gait.prob", "gait.second");

    static Stream<Page> pages() {
        return PAGES.stream();
    }

    @Test
    void theFrontPageIsShort() throws IOException {
        assertThat(Files.size(Page.HOME.resolve("README.md")))
                .isLessThanOrEqualTo(MAX_FRONT_PAGE_BYTES);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadSomewhere(Page page) {
        assertSoftly(
                softly ->
                        page.targets().stream()
                                .filter(target -> !target.matches("[a-z]+:.*"))
                                .forEach(
                                        target ->
                                                softly.assertThat(leads(page, target))
                                                        .as("%s in %s leads there", target, page)
                                                        .isTrue()));
    }

    private static boolean leads(Page page, String target) {
        int hash = target.indexOf('#');
        String file = hash < 0 ? target : target.substring(0, hash);
        Path path =
                file.isEmpty()
                        ? page.path()
                        : Page.HOME.relativize(
                                Page.HOME.resolve(page.path()).resolveSibling(file).normalize());
        if (hash < 0) {
            return Files.exists(Page.HOME.resolve(path));
        }
        Page there = BY_PATH.get(path);
        return there != null && there.anchors().contains(target.substring(hash + 1));
    }

    @Test
    void everyCommandThatIsNamedHasHelpWithTheOptionsNamed() {
        Map<String, Set<String>> options = new TreeMap<>();
        PAGES.stream()
                .flatMap(page -> PageCommand.of(page).stream())
                .filter(command -> command.name().matches("[a-z][a-z-]*"))
                .forEach(
                        command ->
                                options.computeIfAbsent(withPart(command), none -> new TreeSet<>())
                                        .addAll(command.options()));

        assertThat(options).containsKeys("demo", "run", "archive", "submit", "report");
        options.forEach(
                (command, named) -> {
                    Shell.Result help =
                            command.equals("help")
                                    ? Shell.barnhand("help")
                                    : Shell.barnhand((command + " --help").split(" "));
                    assertThat(help.exitCode()).as(command + ": " + help.err()).isZero();
                    named.forEach(
                            option ->
                                    assertThat(help.out())
                                            .containsPattern(Pattern.quote(option) + "\\b"));
                });
    }

    /** The name of a command, with that of its part, whose options they are: {@code runs list}. */
    private static String withPart(PageCommand command) {
        CommandLine known = Barnhand.commandLine().getSubcommands().get(command.name());
        return known != null
                        && command.arguments().size() > 1
                        && known.getSubcommands().containsKey(command.arguments().get(1))
                ? command.name() + " " + command.arguments().get(1)
                : command.name();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void commandsInBlocksCanBeRunAsTheyAre(Page page) {
        PageCommand.of(page).stream()
                .filter(PageCommand::complete)
                .forEach(
                        command ->
                                assertThatCode(
                                                () ->
                                                        Barnhand.commandLine()
                                                                .parseArgs(
                                                                        command.arguments()
                                                                                .toArray(
                                                                                        String[]
                                                                                                ::new)))
                                        .as("%s in %s", command, page)
                                        .doesNotThrowAnyException());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void settingsOfCommandsAreValid(Page page) {
        PageCommand.of(page).stream()
                .filter(command -> !command.settings().isEmpty())
                .forEach(
                        command ->
                                assertThatCode(
                                                () ->
                                                        ConfigurationReader.read(
                                                                command.configuration(),
                                                                command.settings()))
                                        .as("%s in %s", command, page)
                                        .doesNotThrowAnyException());
    }

    /** Pages of rooms name packages, which look like keys. */
    static Stream<Page> pagesForUsers() {
        return PAGES.stream().filter(page -> page.path().getNameCount() < 3);
    }

    @ParameterizedTest
    @MethodSource("pagesForUsers")
    void keysThatAreNamedExist(Page page) {
        Set<String> keys = new TreeSet<>();
        JsonNode all = ConfigurationReader.read(null, ENTRIES).json();
        collect(all, "", keys);
        String areas =
                all.properties().stream().map(Map.Entry::getKey).collect(Collectors.joining("|"));

        assertThat(page.code().stream().flatMap(code -> key(code, areas).stream()))
                .as("keys in %s", page)
                .isSubsetOf(keys);
    }

    /** The key that some words of code name; files and counters look much like one. */
    private static Optional<String> key(String code, String areas) {
        return Optional.of(code.replaceFirst("[:=*].*", "").replaceFirst("\\.$", ""))
                .filter(name -> name.matches("(" + areas + ")(\\.[a-z<>-]+)+"))
                .filter(name -> !name.endsWith(".json") && !FIELDS.contains(name));
    }

    private static void collect(JsonNode mapping, String path, Set<String> keys) {
        mapping.properties()
                .forEach(
                        entry -> {
                            String full = path + entry.getKey();
                            keys.add(full);
                            JsonNode value = entry.getValue();
                            collect(value.isArray() ? value.path(0) : value, full + ".", keys);
                        });
    }

    @ParameterizedTest
    @MethodSource("pages")
    void configurationsInBlocksAreValid(Page page, @TempDir Path folder) throws IOException {
        Set<String> areas = new TreeSet<>();
        ConfigurationReader.read(null, List.of()).json().fieldNames().forEachRemaining(areas::add);
        for (String block : page.blocks()) {
            String first = block.lines().findFirst().orElse("");
            if (first.endsWith(":") && areas.contains(first.replace(":", ""))) {
                Path file = Files.writeString(folder.resolve("block.yaml"), block);
                assertThatCode(() -> ConfigurationReader.read(file, List.of()))
                        .as("%s in %s", block, page)
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void testsThatAreNamedExist() {
        Set<String> classes =
                Page.files(".java").stream()
                        .map(file -> file.getFileName().toString().replace(".java", ""))
                        .collect(Collectors.toSet());

        assertThat(
                        PAGES.stream()
                                .flatMap(page -> Stream.of(page.code(), page.blocks()))
                                .flatMap(List::stream)
                                .flatMap(code -> TEST.matcher(code).results())
                                .map(MatchResult::group))
                .contains("ArchitectureTest")
                .isSubsetOf(classes);
    }
}
