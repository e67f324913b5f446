package io.barnhand.gait.job.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A JobManager as its REST interface shows it. */
public final class FlinkRest {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String BOUNDARY = "barnhand-boundary";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();
    private final String address;

    /**
     * @param address {@code host:port}
     */
    FlinkRest(String address) {
        this.address = address;
    }

    public String address() {
        return address;
    }

    /**
     * @throws IOException if the JobManager is not reached or answers with an error
     */
    public JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /** Uploads a jar, and returns the id it is run by. */
    public String upload(Path jar) throws IOException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(
                String.format(
                                Locale.ROOT,
                                """
                --%s\r
                Content-Disposition: form-data; name="jarfile"; filename="%s"\r
                Content-Type: application/java-archive\r
                \r
                """,
                                BOUNDARY,
                                jar.getFileName())
                        .getBytes(StandardCharsets.UTF_8));
        body.write(Files.readAllBytes(jar));
        body.write(
                String.format(Locale.ROOT, "\r\n--%s--\r\n", BOUNDARY)
                        .getBytes(StandardCharsets.UTF_8));
        JsonNode answer =
                send(
                        request("/jars/upload")
                                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
        return Path.of(answer.path("filename").asText()).getFileName().toString();
    }

    /**
     * Starts a job, and returns its id.
     *
     * @param jar as {@link #upload} gave it
     * @param settings of Flink, over those of the cluster
     */
    public String run(String jar, List<String> arguments, Map<String, String> settings)
            throws IOException, InterruptedException {
        String body =
                MAPPER.writeValueAsString(
                        Map.of("programArgsList", arguments, "flinkConfiguration", settings));
        return send(request("/jars/" + jar + "/run")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)))
                .path("jobid")
                .asText();
    }

    /** Such as {@code RUNNING} or {@code FINISHED}. */
    public String state(String job) throws IOException, InterruptedException {
        return get("/jobs/" + job).path("state").asText();
    }

    /** Whether every task of the job runs. */
    public boolean runs(String job) throws IOException, InterruptedException {
        JsonNode details = get("/jobs/" + job);
        boolean all = details.path("state").asText().equals("RUNNING");
        for (JsonNode vertex : details.path("vertices")) {
            all &= vertex.path("status").asText().equals("RUNNING");
        }
        return all;
    }

    /** Ids of the TaskManagers on which the job's tasks are. */
    public Set<String> taskManagers(String job) throws IOException, InterruptedException {
        Set<String> ids = new TreeSet<>();
        for (JsonNode vertex : get("/jobs/" + job).path("vertices")) {
            JsonNode tasks =
                    get(
                            String.format(
                                    Locale.ROOT,
                                    "/jobs/%s/vertices/%s",
                                    job,
                                    vertex.path("id").asText()));
            tasks.path("subtasks").forEach(task -> ids.add(task.path("taskmanager-id").asText()));
        }
        return ids;
    }

    /** Checkpoints so far: {@code completed}, {@code failed}, {@code restored} and so on. */
    public int checkpoints(String job, String count) throws IOException, InterruptedException {
        return get("/jobs/" + job + "/checkpoints").path("counts").path(count).asInt();
    }

    /**
     * Asks for a savepoint and the end of the job after it, without waiting for them. When the job
     * is {@code FINISHED}, its sinks have given out all that it read.
     *
     * @param folder for the savepoint
     */
    public void stop(String job, Path folder) throws IOException, InterruptedException {
        String body =
                MAPPER.writeValueAsString(
                        Map.of("targetDirectory", folder.toUri().toString(), "drain", false));
        send(
                request("/jobs/" + job + "/stop")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Asks for the end of the job, without waiting for it. */
    public void cancel(String job) throws IOException, InterruptedException {
        send(
                request("/jobs/" + job + "?mode=cancel")
                        .method("PATCH", HttpRequest.BodyPublishers.noBody()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + address + path)).timeout(PATIENCE);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(
                    String.format(
                            Locale.ROOT,
                            "%s: %d %s",
                            answer.request().uri(),
                            answer.statusCode(),
                            answer.body()));
        }
        return answer.body().isEmpty() ? MAPPER.missingNode() : MAPPER.readTree(answer.body());
    }
}
