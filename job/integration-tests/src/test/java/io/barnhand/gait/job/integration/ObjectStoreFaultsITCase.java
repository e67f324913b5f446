package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.barnhand.gait.job.testing.ObjectStore;
import io.barnhand.gait.job.testing.Shell;
import io.barnhand.gait.job.testing.StorePlugin;
import io.barnhand.gait.models.testing.Extended;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A store that fails while files are committed, and comes back: every record is there once. */
@Extended
class ObjectStoreFaultsITCase {

    private static final Path WALK =
            Path.of("../testing/src/main/resources/computed/computed-walk.jsonl");

    private static final List<String> SINKS =
            List.of("poses", "gait", "strides", "coverage", "dead-letter");

    /** More than its client asks for again by itself. */
    private static final int REFUSED = 12;

    /** Headers that a client sets itself. */
    private static final Set<String> OWN =
            Set.of("connection", "content-length", "host", "expect", "upgrade");

    /** What happens to the requests that complete a file. */
    enum Fault {
        /** They are done, but nobody hears of it. */
        ANSWER_LOST,
        /** They and all that follow are refused for a while. */
        REFUSED_A_WHILE
    }

    @TempDir private Path folder;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refused = new AtomicInteger();
    private ObjectStore store;
    private HttpServer front;
    private ExecutorService threads;
    private StorePlugin plugin;
    private Fault fault;

    @BeforeEach
    void start() throws Exception {
        store = ObjectStore.start(Files.createDirectory(folder.resolve("store")));
        front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        threads = Executors.newCachedThreadPool();
        front.setExecutor(threads);
        front.createContext("/", this::pass);
        front.start();
        plugin =
                StorePlugin.of(
                        "http://127.0.0.1:" + front.getAddress().getPort(),
                        // It would try again for minutes.
                        Map.of("s3.attempts.maximum", "2", "s3.retry.limit", "1"));
    }

    @AfterEach
    void stop() {
        plugin.close();
        front.stop(0);
        threads.shutdownNow();
        store.close();
    }

    @ParameterizedTest
    @CsvSource({
        "batch, ANSWER_LOST",
        "streaming, ANSWER_LOST",
        "batch, REFUSED_A_WHILE",
        "streaming, REFUSED_A_WHILE"
    })
    void everyRecordIsThereOnce(String mode, Fault happens) throws Exception {
        Path archive = Files.createDirectory(folder.resolve("archive"));
        Files.copy(WALK, archive.resolve("walk.jsonl"));
        String source = "source={kind: poses, path: '" + archive + "'}";
        Shell onDisk = new Shell(folder.resolve("disk"));
        assertThat(onDisk.run("a", source).exitCode()).isZero();
        fault = happens;

        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "run",
                                "--set",
                                "run.id=a",
                                "--set",
                                "run.mode=" + mode,
                                "--set",
                                source));
        for (String sink : SINKS) {
            arguments.add("--set");
            arguments.add(
                    String.format(
                            Locale.ROOT,
                            "sinks.%1$s={kind: jsonl, path: 's3://barn/out/%1$s'}",
                            sink));
        }
        Shell.Result result = Shell.barnhand(arguments.toArray(String[]::new));

        assertThat(seen.size() + refused.get()).as("requests that failed").isPositive();
        assertThat(result.exitCode()).as(result.err()).isZero();
        store.copy("out/", folder.resolve("copied"));
        Shell copied = new Shell(folder.resolve("copied"));
        for (String sink : SINKS) {
            assertThat(copied.lines(sink, "a")).as(sink).isEqualTo(onDisk.lines(sink, "a"));
        }
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            URI uri = exchange.getRequestURI();
            boolean completes =
                    exchange.getRequestMethod().equals("POST")
                            && String.valueOf(uri.getQuery()).contains("uploadId=")
                            && uri.getPath().contains("/run=a/");
            if (fault == Fault.REFUSED_A_WHILE
                    && (completes || refused.get() > 0)
                    && refused.incrementAndGet() <= REFUSED) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            HttpResponse<byte[]> answer = forwarded(exchange, body);
            if (fault == Fault.ANSWER_LOST && completes && seen.add(uri.toString())) {
                return;
            }
            answer.headers()
                    .map()
                    .forEach(
                            (name, values) -> {
                                if (!name.equalsIgnoreCase("transfer-encoding")
                                        && !name.startsWith(":")) {
                                    exchange.getResponseHeaders().put(name, values);
                                }
                            });
            boolean bare = exchange.getRequestMethod().equals("HEAD") || answer.body().length == 0;
            exchange.sendResponseHeaders(answer.statusCode(), bare ? -1 : answer.body().length);
            if (!bare) {
                exchange.getResponseBody().write(answer.body());
            }
        }
    }

    private HttpResponse<byte[]> forwarded(HttpExchange exchange, byte[] body) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(store.endpoint() + exchange.getRequestURI()))
                        .method(
                                exchange.getRequestMethod(),
                                HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders()
                .forEach(
                        (name, values) -> {
                            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                                values.forEach(value -> request.header(name, value));
                            }
                        });
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
