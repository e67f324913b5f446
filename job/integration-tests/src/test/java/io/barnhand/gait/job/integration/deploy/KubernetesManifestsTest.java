package io.barnhand.gait.job.integration.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.models.catalogue.ModelCatalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of {@code flink-deploy/kubernetes}, without a Kubernetes. */
class KubernetesManifestsTest {

    private static final Path FOLDER = Path.of("../../flink-deploy/kubernetes");
    private static final Path STANDALONE =
            Path.of("../../flink-deploy/standalone/conf/config.yaml");
    private static final ResourceSchemas SCHEMAS = new ResourceSchemas();
    private static final KnownFlinkOptions OPTIONS = new KnownFlinkOptions();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cluster/flinkdeployment.yaml",
                "cluster/models.yaml",
                "application/job.yaml",
                "session/flinksessionjob.yaml",
                "gpu/taskmanager.yaml",
                "fetch-models.yaml",
                "doctor.yaml"
            })
    void resourcesAndPatchesHaveTheFormThatTheOperatorAccepts(String file) throws IOException {
        assertThat(SCHEMAS.problems(ResourceSchemas.json(text(file)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "cluster/flinkdeployment.yaml, taskManager:, taskManger:",
        "cluster/flinkdeployment.yaml, fsGroup: 9999, fsgroup: 9999",
        "cluster/flinkdeployment.yaml, memory: 3g, memory: [3g]",
        "cluster/flinkdeployment.yaml, flinkVersion: v2_2, flinkVersion: v2.2",
        "cluster/models.yaml, accessModes, accessMode",
        "application/job.yaml, jarURI, jarUri",
        "application/job.yaml, last-state, laststate",
        "session/flinksessionjob.yaml, deploymentName, deployment",
        "gpu/taskmanager.yaml, nodeSelector, nodeSelectors",
        "fetch-models.yaml, claimName, claim",
    })
    void mistakesInThemAreFound(String file, String right, String wrong) throws IOException {
        String broken = text(file).replaceFirst(Pattern.quote(right), wrong);

        assertThat(broken).isNotEqualTo(text(file));
        assertThat(SCHEMAS.problems(ResourceSchemas.json(broken))).isNotEmpty();
    }

    @Test
    void flinkKnowsEverySettingAndItsValue() throws IOException {
        for (String file : List.of("cluster/flinkdeployment.yaml", "gpu/taskmanager.yaml")) {
            assertThat(OPTIONS.misunderstood(settings(file))).as(file).isEmpty();
        }
    }

    @Test
    void aStandaloneClusterHasTheSameSettings() throws IOException {
        Map<String, String> standalone = new HashMap<>();
        ResourceSchemas.json(Files.readString(STANDALONE))
                .properties()
                .forEach(setting -> standalone.put(setting.getKey(), setting.getValue().asText()));
        Map<String, String> here = settings("cluster/flinkdeployment.yaml");
        for (String process : List.of("jobManager", "taskManager")) {
            String memory = String.format(Locale.ROOT, "/spec/%s/resource/memory", process);
            here.put(
                    process.toLowerCase(Locale.ROOT) + ".memory.process.size",
                    deployment().at(memory).asText());
        }

        assertThat(OPTIONS.misunderstood(standalone)).isEmpty();
        standalone.forEach(
                (key, value) -> {
                    if (key.startsWith("env.java.opts.")) {
                        assertThat(here.get("env.java.opts.all").split(" "))
                                .contains(value.split(" "));
                    } else {
                        assertThat(here).containsEntry(key, value);
                    }
                });
    }

    @Test
    void settingsThatFlinkDoesNotKnowAreFound() {
        assertThat(
                        OPTIONS.misunderstood(
                                Map.of(
                                        "taskmanager.numberOfTaskSlot", "2",
                                        "taskmanager.memory.managed.size", "128 megs",
                                        "execution.checkpointing.dirs", "s3://x",
                                        "external-resource.gpu.amount", "2",
                                        "env.java.opts.all", "-Dx=y")))
                .hasSize(3)
                .anyMatch(problem -> problem.contains("knows no taskmanager.numberOfTaskSlot"))
                .anyMatch(problem -> problem.contains("128 megs"))
                .anyMatch(problem -> problem.contains("execution.checkpointing.dirs"));
    }

    @Test
    void theVersionIsThatOfTheLibraries() throws IOException {
        Matcher version =
                Pattern.compile("(\\d+)\\.(\\d+)\\..*")
                        .matcher(EnvironmentInformation.getVersion());

        assertThat(version.matches()).isTrue();
        assertThat(deployment().at("/spec/flinkVersion").asText())
                .isEqualTo(
                        String.format(Locale.ROOT, "v%s_%s", version.group(1), version.group(2)));
    }

    @Test
    void theJobsConfigurationIsReadAndItsModelsAreFetchedIntoTheVolume() throws IOException {
        JobConfiguration barn =
                ConfigurationReader.read(FOLDER.resolve("cluster/barn.yaml"), List.of());

        List<String> models = List.of(barn.detector().model(), barn.pose().model());
        assertThat(ModelCatalogue.embedded().entries())
                .extracting(entry -> entry.name())
                .containsAll(models);
        assertThat(text("fetch-models.yaml"))
                .contains(models.stream().map("models fetch "::concat).toList());
    }

    @Test
    void pathsInTheSettingsOfThePodsAreMounted() throws IOException {
        JsonNode pod = deployment().at("/spec/podTemplate/spec");
        JsonNode container = pod.at("/containers/0");
        List<String> mounts = texts(container.path("volumeMounts"), "mountPath");

        assertThat(texts(pod.path("volumes"), "name"))
                .containsExactlyInAnyOrderElementsOf(texts(container.path("volumeMounts"), "name"));
        List<Path> paths = new ArrayList<>();
        for (String file : List.of("application/job.yaml", "session/flinksessionjob.yaml")) {
            paths.add(Path.of(ResourceSchemas.json(text(file)).at("/spec/job/args/1").asText()));
        }
        container
                .path("env")
                .forEach(variable -> paths.add(Path.of(variable.path("value").asText())));
        assertThat(paths).hasSize(4).allMatch(path -> mounts.stream().anyMatch(path::startsWith));
        assertThat(paths.get(0).getFileName()).hasToString("barn.yaml");
        assertThat(pod.at("/volumes/0/configMap/name").asText())
                .isEqualTo(
                        ResourceSchemas.json(text("cluster/kustomization.yaml"))
                                .at("/configMapGenerator/0/name")
                                .asText());
    }

    /** It checks the surroundings of the job. */
    @Test
    void theDoctorsPodHasWhatThePodsOfFlinkHave() throws IOException {
        JsonNode flink = deployment().at("/spec/podTemplate/spec");
        JsonNode doctor = ResourceSchemas.json(text("doctor.yaml")).at("/spec/template/spec");

        assertThat(doctor.path("volumes")).isEqualTo(flink.path("volumes"));
        assertThat(doctor.path("securityContext")).isEqualTo(flink.path("securityContext"));
        for (String part : List.of("env", "volumeMounts")) {
            assertThat(doctor.at("/containers/0/" + part))
                    .isEqualTo(flink.at("/containers/0/" + part));
        }
    }

    @Test
    void kustomizationsNameExistingFiles() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            for (Path folder : folders.filter(Files::isDirectory).toList()) {
                String kustomization = Files.readString(folder.resolve("kustomization.yaml"));
                List<String> named = new ArrayList<>();
                Matcher names =
                        Pattern.compile("(?m)^ +- (?:path: )?([./a-z-]+)$").matcher(kustomization);
                while (names.find()) {
                    named.add(names.group(1));
                }
                assertThat(named)
                        .as(folder.toString())
                        .isNotEmpty()
                        .allMatch(name -> Files.exists(folder.resolve(name)));
            }
        }
    }

    @Test
    void noSecretIsInThem() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file))
                        .as(file.toString())
                        .doesNotContainPattern(
                                "(?i)kind: Secret|(password|secret.?key|token) *[:=] *\\S");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "application, FlinkDeployment, /spec/job/entryClass, io.barnhand.gait.job.pipeline.GaitJob",
        "session, FlinkSessionJob, /spec/deploymentName, barnhand",
        "application-gpu, FlinkDeployment, /spec/flinkConfiguration/external-resources, gpu"
    })
    void theOutputOfKustomizeHasThatFormToo(
            String folder, String kind, String pointer, String value) throws Exception {
        List<JsonNode> resources = ResourceSchemas.documents(rendered(FOLDER.resolve(folder)));

        assertThat(resources)
                .filteredOn(resource -> !resource.path("kind").asText().equals("ConfigMap"))
                .hasSizeGreaterThan(1)
                .allSatisfy(resource -> assertThat(SCHEMAS.problems(resource)).isEmpty())
                .filteredOn(resource -> resource.path("kind").asText().equals(kind))
                .singleElement()
                .satisfies(resource -> assertThat(resource.at(pointer).asText()).isEqualTo(value));
        assertThat(resources)
                .filteredOn(resource -> resource.path("kind").asText().equals("FlinkDeployment"))
                .singleElement()
                .satisfies(
                        cluster ->
                                assertThat(cluster.at("/spec/flinkConfiguration"))
                                        .hasSizeGreaterThanOrEqualTo(
                                                settings("cluster/flinkdeployment.yaml").size()))
                .satisfies(
                        cluster ->
                                assertThat(
                                                cluster.at(
                                                        "/spec/podTemplate/spec/containers/0/volumeMounts"))
                                        .isNotEmpty());
    }

    private static String rendered(Path folder) throws IOException, InterruptedException {
        Process kubectl;
        try {
            kubectl = new ProcessBuilder("kubectl", "kustomize", folder.toString()).start();
        } catch (IOException e) {
            assumeTrue(false, "skipped: there is no kubectl");
            return null;
        }
        String yaml = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String error = new String(kubectl.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(kubectl.waitFor()).as(error).isZero();
        return yaml;
    }

    private static JsonNode deployment() throws IOException {
        return ResourceSchemas.json(text("cluster/flinkdeployment.yaml"));
    }

    private static Map<String, String> settings(String file) throws IOException {
        Map<String, String> settings = new HashMap<>();
        ResourceSchemas.json(text(file))
                .at("/spec/flinkConfiguration")
                .properties()
                .forEach(setting -> settings.put(setting.getKey(), setting.getValue().asText()));
        return settings;
    }

    private static List<String> texts(JsonNode items, String field) {
        List<String> texts = new ArrayList<>();
        items.forEach(item -> texts.add(item.path(field).asText()));
        return texts;
    }

    private static String text(String file) throws IOException {
        return Files.readString(FOLDER.resolve(file));
    }
}
