package io.barnhand.gait.job.integration.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Dockerfile against the sources of the image, without a container engine. */
class DockerfileTest {

    private static final Path ROOT = Path.of("../..");
    private static final Path DOCKER = ROOT.resolve("flink-deploy/docker");

    private record Instruction(String name, List<String> words) {}

    private List<Instruction> instructions;

    @BeforeEach
    void read() throws IOException {
        instructions = instructions(Files.readString(DOCKER.resolve("Dockerfile")));
    }

    @Test
    void copiesOnlyFilesOfTheRepositoryThatTheBuildSees() throws IOException {
        List<String> seen =
                Files.readAllLines(DOCKER.resolve("Dockerfile.dockerignore")).stream()
                        .filter(line -> line.startsWith("!"))
                        .map(line -> line.substring(1))
                        .toList();
        List<String> copied = new ArrayList<>();
        for (Instruction copy : of("COPY")) {
            if (copy.words().stream().noneMatch(word -> word.startsWith("--from="))) {
                copied.addAll(copy.words().subList(0, copy.words().size() - 1));
            }
        }
        assertThat(copied)
                .containsExactlyInAnyOrderElementsOf(seen)
                .allMatch(source -> Files.exists(ROOT.resolve(source)));
    }

    @Test
    void everyModuleOfTheBuildIsCopied() throws IOException {
        List<String> copied = of("COPY").stream().map(copy -> copy.words().get(0)).toList();
        Matcher module =
                Pattern.compile("<module>([^/<]+)")
                        .matcher(Files.readString(ROOT.resolve("pom.xml")));

        assertThat(module.results().map(found -> found.group(1)).distinct().toList())
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(copied::contains);
    }

    @Test
    void stagesAreNamedBeforeTheyAreUsed() {
        List<String> stages = new ArrayList<>();
        for (Instruction instruction : instructions) {
            if (instruction.name().equals("FROM")) {
                String base = instruction.words().get(0);
                assertThat(base.contains(":") || stages.contains(base)).as(base).isTrue();
                if (instruction.words().size() == 3) {
                    stages.add(instruction.words().get(2));
                }
            }
            Matcher from =
                    Pattern.compile("from=([a-z]+)").matcher(String.join(" ", instruction.words()));
            while (from.find()) {
                // A folder that the one who builds names.
                assertThat(from.group(1))
                        .satisfiesAnyOf(
                                stage -> assertThat(stages).contains(stage),
                                context -> assertThat(context).isEqualTo("libtorch"));
            }
        }
    }

    @Test
    void versionsAreThoseOfTheBuild() throws IOException {
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        String java = property(pom, "maven.compiler.release");

        assertThat(of("FROM"))
                .extracting(from -> from.words().get(0))
                .contains(
                        String.format(
                                Locale.ROOT,
                                "flink:%s-java%s",
                                property(pom, "flink.version"),
                                java))
                .anyMatch(base -> base.startsWith("maven:") && base.endsWith("-" + java));
        assertThat(of("ENV"))
                .flatExtracting(Instruction::words)
                .contains("PYTORCH_VERSION=" + property(pom, "pytorch.version"));
    }

    @Test
    void scriptsThatItRunsExistAndKubernetesRunsItsJar() throws IOException {
        String run = String.join(" ", of("RUN").get(1).words());
        Matcher script = Pattern.compile("/src/(flink-deploy/\\S+)").matcher(run);
        List<Path> scripts = new ArrayList<>();
        while (script.find()) {
            scripts.add(ROOT.resolve(script.group(1)));
        }
        assertThat(scripts).hasSize(2).allMatch(Files::isExecutable);
        assertThat(run)
                .contains("usrlib/" + fileName("application/job.yaml"))
                .contains("usrlib/" + fileName("session/flinksessionjob.yaml"));
    }

    @Test
    void theImageRunsAsFlinkAndHoldsNoSecret() {
        assertThat(of("USER")).last().extracting(Instruction::words).isEqualTo(List.of("flink"));
        assertThat(instructions)
                .filteredOn(i -> i.name().equals("ENV") || i.name().equals("ARG"))
                .flatExtracting(Instruction::words)
                .noneMatch(word -> word.matches("(?i).*(password|secret|token|_key).*"));
    }

    /** The jar that a manifest of Kubernetes runs. */
    private static String fileName(String manifest) throws IOException {
        String uri =
                ResourceSchemas.json(
                                Files.readString(
                                        ROOT.resolve("flink-deploy/kubernetes").resolve(manifest)))
                        .at("/spec/job/jarURI")
                        .asText();
        return uri.substring(uri.lastIndexOf('/') + 1);
    }

    private List<Instruction> of(String name) {
        return instructions.stream().filter(i -> i.name().equals(name)).toList();
    }

    private static String property(String pom, String name) {
        Matcher value =
                Pattern.compile(String.format(Locale.ROOT, "<%s>([^<]+)<", Pattern.quote(name)))
                        .matcher(pom);
        assertThat(value.find()).as(name).isTrue();
        return value.group(1);
    }

    private static List<Instruction> instructions(String dockerfile) {
        String joined = dockerfile.replaceAll("(?m)^#.*\\n", "").replaceAll("\\\\\\n", " ");
        return joined.lines()
                .filter(line -> !line.isBlank())
                .map(line -> Arrays.asList(line.strip().split("\\s+")))
                .map(words -> new Instruction(words.get(0), words.subList(1, words.size())))
                .toList();
    }
}
