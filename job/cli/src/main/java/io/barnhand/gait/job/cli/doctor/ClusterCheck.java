package io.barnhand.gait.job.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.job.analysis.text.Counted;
import io.barnhand.gait.job.cli.cluster.RestAddress;
import io.barnhand.gait.job.pipeline.checks.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.runtime.util.EnvironmentInformation;

/**
 * A Flink cluster, asked through the REST interface of its JobManager. Not by Flink's own client,
 * which need not understand another version.
 */
public final class ClusterCheck {

    private static final String SUBJECT = "Cluster";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MAX_BYTES = 8 << 20;
    private static final String SHARED = "io.barnhand.gait.models";
    private static final String OPENS = "--add-opens=java.base/java.util=ALL-UNNAMED";

    private final URI jobManager;
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final JsonMapper json = new JsonMapper();

    private ClusterCheck(URI jobManager) {
        this.jobManager = jobManager;
    }

    public static ClusterCheck of(RestAddress address) {
        return new ClusterCheck(URI.create(String.format(Locale.ROOT, "http://%s/", address)));
    }

    public List<Finding> find() {
        List<Finding> findings = new ArrayList<>();
        try {
            JsonNode overview = get("overview");
            findings.add(version(overview.path("flink-version").asText()));
            findings.add(slots(overview));
            findings.addAll(cores(get("taskmanagers").path("taskmanagers")));
            findings.addAll(
                    settings(
                            get("jobmanager/config"),
                            get("jobmanager/environment").at("/jvm/options")));
        } catch (IOException e) {
            findings.add(
                    Finding.failed(
                            SUBJECT,
                            String.format(
                                    Locale.ROOT,
                                    "%s does not answer as a JobManager (%s)",
                                    jobManager.getAuthority(),
                                    e instanceof ConnectException
                                            ? "no connection"
                                            : e.getMessage()),
                            "check that the cluster runs and that --jobmanager is its rest.port"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            findings.add(
                    Finding.failed(
                            SUBJECT,
                            "waiting for it was interrupted",
                            "run barnhand doctor again"));
        }
        return findings;
    }

    private static Finding version(String cluster) {
        String own = EnvironmentInformation.getVersion();
        String found = String.format(Locale.ROOT, "Flink %s", cluster);
        if (cluster.equals(own)) {
            return Finding.ok(SUBJECT, found);
        }
        String advice =
                String.format(
                        Locale.ROOT, "the job is built for %s: use a cluster of that version", own);
        return minor(cluster).equals(minor(own))
                ? Finding.warning(SUBJECT, found, advice)
                : Finding.failed(SUBJECT, found, advice);
    }

    private static Finding slots(JsonNode overview) {
        int taskManagers = overview.path("taskmanagers").asInt();
        int free = overview.path("slots-available").asInt();
        String found =
                String.format(
                        Locale.ROOT,
                        "%s, %d of %d slots free",
                        Counted.of(taskManagers, "TaskManager"),
                        free,
                        overview.path("slots-total").asInt());
        if (taskManagers == 0) {
            return Finding.warning(
                    SUBJECT,
                    found,
                    "start TaskManagers, unless Kubernetes starts them when a job asks for slots");
        }
        return free > 0
                ? Finding.ok(SUBJECT, found)
                : Finding.warning(SUBJECT, found, "stop a job or add TaskManagers");
    }

    private static List<Finding> cores(JsonNode taskManagers) {
        List<Finding> findings = new ArrayList<>();
        int crowded = 0;
        for (JsonNode taskManager : taskManagers) {
            int cores = taskManager.path("hardware").path("cpuCores").asInt();
            if (taskManager.path("slotsNumber").asInt() > cores) {
                crowded++;
            }
        }
        if (crowded > 0) {
            findings.add(
                    Finding.warning(
                            SUBJECT,
                            String.format(
                                    Locale.ROOT,
                                    "TaskManagers with more slots than cores: %d",
                                    crowded),
                            "each slot keeps a core busy: lower taskmanager.numberOfTaskSlots"));
        }
        return findings;
    }

    /**
     * @param configuration keys and values
     * @param options of the JobManager's Java; TaskManagers are started alike
     */
    private static List<Finding> settings(JsonNode configuration, JsonNode options) {
        List<Finding> findings = new ArrayList<>();
        String key = CoreOptions.ALWAYS_PARENT_FIRST_LOADER_PATTERNS_ADDITIONAL.key();
        boolean shared =
                any(
                        configuration,
                        setting ->
                                setting.path("key").asText().equals(key)
                                        && setting.path("value").asText().contains(SHARED));
        if (!shared) {
            findings.add(
                    Finding.warning(
                            SUBJECT,
                            "each job may load the models again",
                            String.format(Locale.ROOT, "add %s to %s", SHARED, key)));
        }
        if (!any(options, option -> option.asText().equals(OPENS))) {
            findings.add(
                    Finding.warning(
                            SUBJECT,
                            "java.util is closed to Flink's serialisers",
                            String.format(
                                    Locale.ROOT,
                                    "add %s to %s",
                                    OPENS,
                                    CoreOptions.FLINK_JVM_OPTIONS.key())));
        }
        return findings;
    }

    private static boolean any(JsonNode items, Predicate<JsonNode> wanted) {
        return StreamSupport.stream(items.spliterator(), false).anyMatch(wanted);
    }

    private static String minor(String version) {
        return version.replaceFirst("^(\\d+\\.\\d+).*", "$1");
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(jobManager.resolve(path)).timeout(PATIENCE).build();
        HttpResponse<InputStream> response =
                client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                throw new IOException(
                        String.format(
                                Locale.ROOT, "status %d for /%s", response.statusCode(), path));
            }
            return json.readTree(body.readNBytes(MAX_BYTES));
        }
    }
}
