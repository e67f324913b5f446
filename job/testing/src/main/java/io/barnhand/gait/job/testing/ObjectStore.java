package io.barnhand.gait.job.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import org.w3c.dom.NodeList;

/**
 * A server that speaks S3, in a separate process, with one bucket. It takes any credentials and any
 * signature.
 */
public final class ObjectStore implements AutoCloseable {

    static final String BUCKET = "barn";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path log;
    private final int port;
    private final Process process;
    private final Thread atExit = new Thread(this::kill);

    private ObjectStore(Path folder) throws IOException {
        log = folder.resolve("store.log");
        port = freePort();
        process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-jar",
                                built("store/s3mock-exec.jar").toString(),
                                "--server.port=0",
                                "--com.adobe.testing.s3mock.http-port=" + port,
                                "--com.adobe.testing.s3mock.store.root="
                                        + Files.createDirectories(folder.resolve("objects")),
                                "--com.adobe.testing.s3mock.store.initial-buckets=" + BUCKET)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * A store that answers.
     *
     * @param folder for its data
     */
    public static ObjectStore start(Path folder) throws Exception {
        ObjectStore store = new ObjectStore(folder);
        try {
            Awaitility.await("the store to answer")
                    .atMost(PATIENCE)
                    .failFast(() -> !store.process.isAlive())
                    .until(store::answers);
        } catch (ConditionTimeoutException | TerminalFailureException e) {
            store.close();
            throw new IllegalStateException(
                    "The store does not answer:\n" + Files.readString(store.log), e);
        }
        return store;
    }

    /** Files that the build has put beside the tests. */
    private static Path built(String name) {
        return Path.of(System.getProperty("barnhand.home"), "job/integration-tests/target")
                .resolve(name);
    }

    /** Folder of Flink's plugin for it. */
    public static Path plugins() {
        return built("plugins");
    }

    public String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    public void put(String key, Path content) throws Exception {
        send(HttpRequest.newBuilder(uri(key)).PUT(HttpRequest.BodyPublishers.ofFile(content)));
    }

    /** All keys that begin with a prefix. */
    public List<String> keys(String prefix) throws Exception {
        List<String> keys = new ArrayList<>();
        String after = "";
        do {
            String query =
                    "list-type=2&prefix=" + encoded(prefix) + "&start-after=" + encoded(after);
            byte[] listing =
                    send(
                            HttpRequest.newBuilder(
                                    URI.create(endpoint() + "/" + BUCKET + "?" + query)));
            NodeList page =
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(new ByteArrayInputStream(listing))
                            .getElementsByTagName("Key");
            after = "";
            for (int i = 0; i < page.getLength(); i++) {
                after = page.item(i).getTextContent();
                keys.add(after);
            }
        } while (!after.isEmpty());
        return keys;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Writes the objects below a prefix into a folder. */
    public void copy(String prefix, Path folder) throws Exception {
        for (String key : keys(prefix)) {
            Path file = folder.resolve(key.substring(prefix.length()));
            if (!key.endsWith("/")) {
                Files.createDirectories(file.getParent());
                Files.write(file, send(HttpRequest.newBuilder(uri(key))));
            }
        }
    }

    private URI uri(String key) throws URISyntaxException {
        URI uri = new URI("http", null, "127.0.0.1", port, "/" + BUCKET + "/" + key, null, null);
        return URI.create(uri.toASCIIString());
    }

    private byte[] send(HttpRequest.Builder request) throws Exception {
        HttpResponse<byte[]> response =
                client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException(
                    String.format(
                            Locale.ROOT,
                            "%s: %d %s",
                            response.uri(),
                            response.statusCode(),
                            new String(response.body(), StandardCharsets.UTF_8)));
        }
        return response.body();
    }

    private boolean answers() throws Exception {
        try {
            send(HttpRequest.newBuilder(URI.create(endpoint() + "/" + BUCKET)));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        kill();
        try {
            process.waitFor();
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            // It is running already.
        }
    }
}
