package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.barnhand.gait.job.testing.BarnTables;
import io.barnhand.gait.job.testing.Shell;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.Locale;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class DoctorITCase {

    private static final String OPENS = "--add-opens=java.base/java.util=ALL-UNNAMED";

    @Test
    void nothingFailsOnAMachineThatRunsTheTests() {
        Shell.Result result = Shell.barnhand("doctor");

        assertThat(result.exitCode()).as(result.out()).isZero();
        assertThat(words(result))
                .containsPattern("ok +Java")
                .containsPattern("ok +Flink +2\\.")
                .containsPattern("ok +PyTorch +2\\.")
                .containsPattern("ok +ONNX Runtime +1\\.")
                .containsPattern("ok +FFmpeg .*LGPL")
                .containsPattern("GPU ")
                .containsPattern("ok +Models +rtmpose-t-rendered")
                .containsPattern("ok +Models +yolox-nano-rendered");
    }

    @Test
    void modelsOfAConfigurationAreLoaded() {
        Shell.Result there =
                doctor("detector.model=yolox-nano-rendered", "pose.model=rtmpose-t-rendered");
        assertThat(there.exitCode()).as(there.out()).isZero();
        assertThat(words(there))
                .containsPattern("ok +Models +loaded: yolox-nano-rendered, rtmpose-t-rendered");

        Shell.Result absent = doctor("detector.model=yolox-nano-rendered", "pose.model=none.pth");
        assertThat(absent.exitCode()).isEqualTo(1);
        assertThat(words(absent)).containsPattern("failed +Models +pose.model: .*none.pth");

        Shell.Result without =
                doctor(
                        "detector.model=yolox-nano-rendered",
                        "pose.model=rtmpose-m-ap10k-none",
                        "pose.on-missing-model=detection-only");
        assertThat(words(without))
                .containsPattern("warning +Models +pose.model: .*rtmpose-m-ap10k-none")
                .containsPattern("ok +Models +loaded: yolox-nano-rendered ok");
    }

    @Test
    void aBrokerAndADatabaseThatDoNotAnswerFailWithWhatToDo() throws IOException {
        int port = closedPort();

        Shell.Result result =
                doctor(
                        "source.kind=poses",
                        String.format(
                                Locale.ROOT,
                                "kafka.brokers=localhost:%d,no-such-host.invalid:9092",
                                port),
                        "sinks.poses={kind: kafka, topic: poses}",
                        String.format(
                                Locale.ROOT,
                                "sinks.gait={kind: postgres, url: 'jdbc:postgresql://localhost:%d/barn'}",
                                port));

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(words(result))
                .containsPattern("failed +Kafka +none of the brokers can be reached")
                .contains(String.format(Locale.ROOT, "localhost:%d (Connection refused)", port))
                .contains("no-such-host.invalid:9092 (no such host)")
                .contains("-> check kafka.brokers")
                .containsPattern("failed +PostgreSQL")
                .contains("-> check sinks.*.url");
    }

    @Test
    void theTablesOfADatabaseAreChecked() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start();
                Connection database = server.getPostgresDatabase().getConnection()) {
            String sink =
                    String.format(
                            Locale.ROOT,
                            "sinks.gait={kind: postgres, url: '%s'}",
                            server.getJdbcUrl("postgres", "postgres"));

            Shell.Result empty = doctor("source.kind=poses", sink);
            assertThat(empty.exitCode()).isEqualTo(1);
            assertThat(words(empty))
                    .containsPattern("failed +PostgreSQL")
                    .contains("has no tables of this job")
                    .contains("-> apply the files of flink-deploy/sql");

            BarnTables.in(database);
            Shell.Result made = doctor("source.kind=poses", sink);
            assertThat(made.exitCode()).as(made.out()).isZero();
            assertThat(words(made)).containsPattern("ok +PostgreSQL");
        }
    }

    @Test
    void aClusterIsAskedForVersionSlotsAndSettings() throws Exception {
        Configuration settings = new Configuration();
        settings.set(RestOptions.BIND_PORT, "0");
        settings.setString(
                CoreOptions.ALWAYS_PARENT_FIRST_LOADER_PATTERNS_ADDITIONAL.key(),
                "io.barnhand.gait.models;ai.djl");

        Shell.Result result = doctorOf(settings, 1);

        assertThat(result.exitCode()).as(result.out()).isZero();
        assertThat(words(result))
                .containsPattern("ok +Cluster +Flink 2\\.2\\.1")
                .containsPattern("ok +Cluster +1 TaskManager, 1 of 1 slots free")
                .doesNotContainPattern("warning +Cluster");
    }

    @Test
    void aClusterWithUnusualSettingsGivesWarnings() throws Exception {
        Configuration settings = new Configuration();
        settings.set(RestOptions.BIND_PORT, "0");

        Shell.Result result = doctorOf(settings, Runtime.getRuntime().availableProcessors() + 1);

        assertThat(result.exitCode()).as(result.out()).isZero();
        assertThat(words(result))
                .contains("TaskManagers with more slots than cores: 1")
                .contains("-> add io.barnhand.gait.models to classloader.parent-first-patterns");
    }

    @Test
    void aClusterOfAnotherVersionAndAnAddressWithoutAClusterFail() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String address = "localhost:" + server.getAddress().getPort();
        server.createContext("/", exchange -> answer(exchange, "<html>"));
        server.start();
        try {
            assertThat(cluster(address).exitCode()).isEqualTo(1);
            assertThat(words(cluster(address))).contains("does not answer as a JobManager");

            server.removeContext("/");
            server.createContext("/", exchange -> answer(exchange, "[]"));
            server.createContext(
                    "/overview", exchange -> answer(exchange, "{\"flink-version\":\"1.20.1\"}"));
            Shell.Result old = cluster(address);
            assertThat(old.exitCode()).isEqualTo(1);
            assertThat(words(old))
                    .containsPattern("failed +Cluster +Flink 1\\.20\\.1")
                    .contains("-> the job is built for 2.2.1")
                    .contains("-> add " + OPENS);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aMalformedAddressAndAMissingConfigurationAreBadUsage() {
        assertThat(cluster("http://flink:8081/").exitCode()).isEqualTo(2);
        assertThat(cluster("flink").err()).contains("must be like localhost:8081");
        assertThat(doctor("pose.modle=x").exitCode()).isEqualTo(2);
    }

    /** What was said, wherever lines end. */
    static String words(Shell.Result result) {
        return result.out().replaceAll("\\s+", " ");
    }

    private static Shell.Result doctorOf(Configuration settings, int slots) throws Exception {
        try (MiniCluster cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(settings)
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(slots)
                                .build())) {
            cluster.start();
            URI address = cluster.getRestAddress().get();
            awaitSlots(address, slots);
            return cluster(address.getHost() + ":" + address.getPort());
        }
    }

    /** A TaskManager registers a little after its cluster has started. */
    private static void awaitSlots(URI cluster, int slots) {
        HttpRequest overview = HttpRequest.newBuilder(cluster.resolve("/overview")).build();
        HttpClient client = HttpClient.newHttpClient();
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(
                        () ->
                                assertThat(
                                                client.send(
                                                                overview,
                                                                HttpResponse.BodyHandlers
                                                                        .ofString())
                                                        .body())
                                        .contains(
                                                String.format(
                                                        Locale.ROOT,
                                                        "\"slots-available\":%d,",
                                                        slots)));
    }

    private static Shell.Result cluster(String address) {
        return Shell.barnhand("doctor", "--jobmanager", address);
    }

    private static Shell.Result doctor(String... settings) {
        String[] arguments = new String[1 + 2 * settings.length];
        arguments[0] = "doctor";
        for (int i = 0; i < settings.length; i++) {
            arguments[1 + 2 * i] = "--set";
            arguments[2 + 2 * i] = settings[i];
        }
        return Shell.barnhand(arguments);
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
