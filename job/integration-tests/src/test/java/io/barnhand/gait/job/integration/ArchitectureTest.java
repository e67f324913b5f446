package io.barnhand.gait.job.integration;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.barnhand.gait.models.BarnhandException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The dependencies that each room may have. The poms hold those between rooms; these rules hold
 * those that a pom cannot.
 */
@AnalyzeClasses(
        packages = "io.barnhand.gait",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoHarness.class})
class ArchitectureTest {

    private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();

    private static final String GAIT = "io.barnhand.gait.operators.gait..";
    private static final String VIDEO = "io.barnhand.gait.operators.video..";
    private static final String STAGES = "io.barnhand.gait.operators.stages..";

    /** The harness of the tests is a room without rules. */
    static final class NoHarness implements ImportOption {

        @Override
        public boolean includes(com.tngtech.archunit.core.importer.Location location) {
            return !location.contains("/io/barnhand/gait/job/testing/")
                    && !location.contains("barnhand-gait-job-testing");
        }
    }

    @ArchTest
    static final ArchRule FLINK_BEGINS_AT_THE_STAGES =
            noClasses()
                    .that(
                            resideInAnyPackage(
                                    "io.barnhand.gait.models..",
                                    "io.barnhand.gait.operators.records..",
                                    "io.barnhand.gait.operators.synthetic..",
                                    GAIT,
                                    VIDEO,
                                    "io.barnhand.gait.job.simulation.."))
                    .should()
                    .dependOnClassesThat(resideInAPackage("org.apache.flink.."))
                    .because("a stage adapts it to Flink: put the function into operators/stages");

    @ArchTest
    static final ArchRule TRACKING_KNOWS_NO_FLINK =
            noClasses()
                    .that(resideInAPackage("io.barnhand.gait.operators.stages.tracking.."))
                    .should()
                    .dependOnClassesThat(resideInAPackage("org.apache.flink.."))
                    .because("decisions are plain classes: put the adapter into stages.detection");

    @ArchTest
    static final ArchRule DECISIONS_OF_FUNCTIONS_KNOW_NO_FLINK =
            noClasses()
                    .that(resideInAPackage(STAGES))
                    .and()
                    .haveNameMatching(
                            ".*\\.(RecordingDecoder|SegmentTracking|HeldTrackings|TrackWindows)(\\$.*)?")
                    .should()
                    .dependOnClassesThat(resideInAPackage("org.apache.flink.."))
                    .because("the function adapts: widen the interface that they ask");

    @ArchTest
    static final ArchRule GAIT_SEES_KEYPOINTS_ONLY =
            noClasses()
                    .that(resideInAPackage(GAIT))
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                    VIDEO, "java.nio.file..", "ai.djl..", "org.bytedeco.."))
                    .orShould()
                    .dependOnClassesThat()
                    .belongToAnyOf(java.io.File.class)
                    .because("it computes from values to values: read files in job/analysis");

    @ArchTest
    static final ArchRule VIDEO_KNOWS_NO_GAIT =
            noClasses()
                    .that(resideInAPackage(VIDEO))
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(GAIT, "io.barnhand.gait.operators.records.."))
                    .because("what joins video and gait is a stage");

    @ArchTest
    static final ArchRule STAGES_KNOW_NO_SINK_OR_COMMAND =
            noClasses()
                    .that(resideInAPackage(STAGES))
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                    "org.apache.kafka..",
                                    "java.sql..",
                                    "picocli..",
                                    "com.fasterxml.jackson.."))
                    .because("sources and sinks are in job/pipeline, lines in job/formats");

    @ArchTest
    static final ArchRule NATIVES_HAVE_ONE_HOME_EACH =
            noClasses()
                    .that(
                            resideInAnyPackage(
                                    "io.barnhand.gait.operators..", "io.barnhand.gait.job.."))
                    .should()
                    .dependOnClassesThat(resideInAnyPackage("ai.djl..", "ai.onnxruntime.."))
                    .because("models/inference shows plain arrays: ask a model instead");

    @ArchTest
    static final ArchRule FAMILIES_ARE_BEHIND_THE_CATALOGUE =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "io.barnhand.gait.models.catalogue..",
                            "io.barnhand.gait.models.detection..",
                            "io.barnhand.gait.models.pose..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                    "io.barnhand.gait.models.detection.*..",
                                    "io.barnhand.gait.models.pose.*.."))
                    .because("callers see DetectionModel and PoseModel: ask a ModelFile for one");

    @ArchTest
    static final ArchRule FFMPEG_IS_IN_THE_VIDEO_ROOM =
            noClasses()
                    .that(
                            resideInAnyPackage(
                                    "io.barnhand.gait.models..",
                                    STAGES,
                                    "io.barnhand.gait.job.configuration..",
                                    "io.barnhand.gait.job.pipeline..",
                                    "io.barnhand.gait.job.simulation..",
                                    "io.barnhand.gait.job.analysis.."))
                    .should()
                    .dependOnClassesThat(resideInAPackage("org.bytedeco.."))
                    .because("operators/video opens, decodes and writes clips");

    @ArchTest
    static final ArchRule JOBS_DOWNLOAD_NOTHING =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.barnhand.gait.job.cli..")
                    .should()
                    .dependOnClassesThat(resideInAPackage("java.net.http.."))
                    .orShould()
                    .callMethod(java.net.URL.class, "openStream")
                    .orShould()
                    .callMethod(java.net.URL.class, "openConnection")
                    .because(
                            "only barnhand models fetch downloads: read a file of the job's stores");

    @ArchTest
    static final ArchRule COMMANDS_ARE_IN_THE_PROGRAM =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.barnhand.gait.job.cli..")
                    .should()
                    .dependOnClassesThat(resideInAPackage("picocli.."))
                    .because("options belong into job/cli: hand the work a value");

    @ArchTest
    static final ArchRule BASE_NEEDS_THE_JDK_ONLY =
            classes()
                    .that(
                            resideInAnyPackage(
                                    "io.barnhand.gait.models",
                                    "io.barnhand.gait.models.image",
                                    "io.barnhand.gait.models.keypoints"))
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage(
                                    "java..",
                                    "io.barnhand.gait.models",
                                    "io.barnhand.gait.models.image",
                                    "io.barnhand.gait.models.keypoints"))
                    .because("gait and records build on it: natives belong into models/inference");

    @ArchTest
    static final ArchRule FAILURES_HAVE_ONE_BASE =
            classes()
                    .that()
                    .arePublic()
                    .and()
                    .areAssignableTo(Exception.class)
                    .should()
                    .beAssignableTo(BarnhandException.class)
                    .because("its message names the problem, the value and the action");

    @ArchTest
    static void eachNameIsThatOfOneClass(JavaClasses classes) {
        Map<String, Set<String>> names = new TreeMap<>();
        for (JavaClass type : classes) {
            if (isVisible(type) && !type.getSimpleName().equals("package-info")) {
                names.computeIfAbsent(type.getSimpleName(), name -> new TreeSet<>())
                        .add(type.getName());
            }
        }

        names.values().removeIf(types -> types.size() == 1);
        assertThat(names).as("Simple names of more than one class").isEmpty();
    }

    /** Whether it is written here, and other classes can name it. */
    private static boolean isVisible(JavaClass type) {
        return !type.isAnnotatedWith("io.soabase.recordbuilder.core.RecordBuilderGenerated")
                && !type.isAnonymousClass()
                && !type.isLocalClass()
                && !type.getModifiers().contains(JavaModifier.PRIVATE)
                && type.getEnclosingClass().map(ArchitectureTest::isVisible).orElse(true);
    }

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CIRCLE =
            slices().matching("io.barnhand.gait.(**)")
                    .should()
                    .beFreeOfCycles()
                    .because("move what both need into the lower package");

    @Test
    void noPackageHasMoreThanThirtyFiles() {
        Map<String, Long> files =
                sources()
                        .collect(
                                Collectors.groupingBy(
                                        file -> HOME.relativize(file.getParent()).toString(),
                                        TreeMap::new,
                                        Collectors.counting()));

        files.values().removeIf(count -> count <= 30);
        assertThat(files).as("Packages to split by role").isEmpty();
    }

    @Test
    void noRoomHoldsMoreThanAFifthOfTheCode() {
        Map<String, Long> lines =
                sources()
                        .collect(
                                Collectors.groupingBy(
                                        file -> HOME.relativize(file).subpath(0, 2).toString(),
                                        TreeMap::new,
                                        Collectors.summingLong(ArchitectureTest::lines)));
        long all = lines.values().stream().mapToLong(Long::longValue).sum();

        lines.values().removeIf(count -> 5 * count <= all);
        assertThat(lines).as("Rooms to divide, of %d lines in all", all).isEmpty();
    }

    /** The main code that is delivered. */
    private static Stream<Path> sources() {
        return Stream.of("models", "operators", "job")
                .map(HOME::resolve)
                .flatMap(ArchitectureTest::below)
                .filter(file -> file.toString().endsWith(".java"))
                .filter(file -> !file.startsWith(HOME.resolve("job/testing")));
    }

    private static Stream<Path> below(Path parent) {
        try (Stream<Path> rooms = Files.list(parent)) {
            List<Path> files =
                    rooms.map(room -> room.resolve("src/main/java"))
                            .filter(Files::isDirectory)
                            .flatMap(ArchitectureTest::walk)
                            .toList();
            return files.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> walk(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
