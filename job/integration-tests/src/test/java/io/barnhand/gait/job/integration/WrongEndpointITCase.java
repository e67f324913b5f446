package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.barnhand.gait.job.testing.Shell;
import io.barnhand.gait.job.testing.StoreShell;
import io.barnhand.gait.models.testing.Extended;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where an address is that of a server which answers, but is no store. */
@Extended
class WrongEndpointITCase {

    private static final byte[] PAGE =
            "<html><body>Welcome</body></html>".getBytes(StandardCharsets.UTF_8);
    private static final String BEGIN =
            "HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\nContent-Length: 1000\r\n\r\n";

    @TempDir private Path folder;
    private StoreShell shell;
    private HttpServer web;
    private ServerSocket raw;
    private ExecutorService clients;
    private final CountDownLatch over = new CountDownLatch(1);

    /** What a server does with a client. */
    private interface Answer {
        void to(Socket client) throws IOException, InterruptedException;
    }

    @BeforeEach
    void listen() throws IOException {
        shell = new StoreShell(folder);
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        raw = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        clients = Executors.newCachedThreadPool();
        web.start();
    }

    @AfterEach
    void stop() throws IOException {
        over.countDown();
        web.stop(0);
        raw.close();
        clients.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({
        "200, it is no store",
        "204, it is no store",
        "301, it answers 301 Moved Permanently",
        "403, it answers 403 Forbidden",
        "404, a file cannot be written (it answers 404 Not Found)",
        "405, it answers 405 Method Not Allowed"
    })
    void aServerWithOnePageForEverythingIsNamed(int status, String why) throws Exception {
        answer(status);

        assertNamed(why, shell.barnhand("validate", "--conf", configuration().toString()));
    }

    @Test
    void everyCommandNamesIt() throws Exception {
        answer(200);
        String configuration = configuration().toString();

        assertNamed("it is no store", shell.barnhand("run", "--conf", configuration));
        assertNamed(
                "it is no store", shell.barnhand("plan", "--set", "source.path=s3://barn/clips"));
        Shell.Result doctor = shell.barnhand("doctor", "--conf", configuration);
        assertThat(doctor.exitCode()).isEqualTo(1);
        assertThat(doctor.out().replaceAll("\\s+", " "))
                .contains(
                        "s3://barn/gait cannot be used (s3.endpoint is " + endpoint("http", web()))
                .contains("it is no store")
                .doesNotContain(StoreShell.KEY, StoreShell.SECRET);
    }

    @Test
    void aServerWithoutTlsIsNamed() throws Exception {
        answer(400);
        shell.useEndpoint(endpoint("https", web()));

        assertNamed(
                "with which no TLS connection can be made",
                shell.barnhand("validate", "--conf", configuration().toString()));
    }

    /** A server of TLS answers plain words with an alert, or ends the connection. */
    @Test
    void aServerOfTlsIsNamed() throws Exception {
        serve(
                client -> {
                    client.getInputStream().read(new byte[1 << 16]);
                    client.getOutputStream().write(new byte[] {0x15, 3, 3, 0, 2, 2, 0x46});
                });

        assertNamed(
                "no usable answer within 20 s",
                shell.barnhand("validate", "--conf", configuration().toString()));
    }

    @Test
    void halfAnAnswerIsNotWaitedFor() throws Exception {
        serve(
                client -> {
                    client.getInputStream().read(new byte[1 << 16]);
                    send(client, BEGIN + "<?xml");
                    over.await();
                });

        assertNamed(
                "no usable answer within 20 s",
                shell.barnhand("run", "--conf", configuration().toString()));
    }

    /** It is waited for once, although there are four folders. */
    @Test
    void anAnswerOfAByteASecondIsNotWaitedForOnceAFolder() throws Exception {
        serve(
                client -> {
                    client.getInputStream().read(new byte[1 << 16]);
                    for (char next : BEGIN.toCharArray()) {
                        send(client, String.valueOf(next));
                        if (over.await(1, TimeUnit.SECONDS)) {
                            return;
                        }
                    }
                });

        Shell.Result doctor = shell.barnhand("doctor", "--conf", configuration().toString());

        assertThat(doctor.exitCode()).isEqualTo(1);
        assertThat(doctor.out().replaceAll("\\s+", " "))
                .contains("s3://barn/gait cannot be used (no usable answer within 20 s")
                .contains("s3://barn/strides cannot be used (no usable answer within 20 s")
                .contains("s3.endpoint " + endpoint("http", raw.getLocalPort()))
                .doesNotContain(StoreShell.KEY, StoreShell.SECRET);
    }

    private static void assertNamed(String why, Shell.Result result) {
        assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines()).as(result.err()).hasSize(1);
        assertThat(result.err())
                .contains("s3://barn/")
                .contains(why)
                .containsPattern("s3\\.endpoint (is )?https?://127\\.0\\.0\\.1:[0-9]+")
                .contains("; check the address, the credentials")
                .doesNotContain(StoreShell.KEY, StoreShell.SECRET, "amazonaws", "Exception");
    }

    /** Gives the same answer to every request. */
    private void answer(int status) throws IOException {
        boolean empty = status == 204;
        web.createContext(
                "/",
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Type", "text/html");
                    if (status == 301) {
                        exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/login");
                    }
                    boolean bare = empty || exchange.getRequestMethod().equals("HEAD");
                    exchange.sendResponseHeaders(status, bare ? -1 : PAGE.length);
                    if (!bare) {
                        exchange.getResponseBody().write(PAGE);
                    }
                    exchange.close();
                });
        shell.useEndpoint(endpoint("http", web()));
    }

    private void serve(Answer answer) throws IOException {
        clients.submit(
                () -> {
                    while (!raw.isClosed()) {
                        Socket client = raw.accept();
                        clients.submit(
                                () -> {
                                    try (client) {
                                        answer.to(client);
                                    }
                                    return null;
                                });
                    }
                    return null;
                });
        shell.useEndpoint(endpoint("http", raw.getLocalPort()));
    }

    private static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private int web() {
        return web.getAddress().getPort();
    }

    private static String endpoint(String scheme, int port) {
        return String.format(Locale.ROOT, "%s://127.0.0.1:%d", scheme, port);
    }

    private Path configuration() throws IOException {
        Path poses = Files.createDirectories(folder.resolve("archive"));
        Files.copy(
                Path.of("../testing/src/main/resources/computed/computed-walk.jsonl"),
                poses.resolve("walk.jsonl"));
        return Files.writeString(
                folder.resolve("job.yaml"),
                String.format(
                        Locale.ROOT,
                        """
                        source: {kind: poses, path: '%s'}
                        sinks:
                          poses: {kind: none}
                          gait: {kind: jsonl, path: 's3://barn/gait'}
                          strides: {kind: jsonl, path: 's3://barn/strides'}
                          coverage: {kind: jsonl, path: 's3://barn/coverage'}
                          dead-letter: {kind: jsonl, path: 's3://barn/dead-letter'}
                        """,
                        poses));
    }
}
