package io.barnhand.gait.job.cli.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves one file on this machine, complete or in part, with the faults that a test asks for. */
final class FileServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** What each request for the file asked for: its Range, or {@code complete}. */
    final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    /** After how many bytes each answer breaks off; the ones after these do not. */
    final Queue<Integer> breaks = new ArrayDeque<>();

    volatile byte[] content;
    volatile String tag = "\"one\"";
    volatile boolean knowsRanges = true;
    volatile boolean sendsLength = true;

    /** Stops sending where it would break off, but keeps the connection. */
    volatile boolean stalls;

    FileServer(byte[] content) throws IOException {
        this.content = content;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/file", this::file);
        server.createContext("/gone", exchange -> answer(exchange, 404));
        server.createContext("/busy", exchange -> answer(exchange, 503));
        redirect("/moved", "/file");
        redirect("/round", "/round");
        redirect("/outside", "http://models.example/file");
        server.start();
    }

    URI url(String path) {
        return URI.create(
                String.format(
                        Locale.ROOT, "http://127.0.0.1:%d%s", server.getAddress().getPort(), path));
    }

    void redirect(String from, String to) {
        server.createContext(
                from,
                exchange -> {
                    exchange.getResponseHeaders().set("Location", to);
                    answer(exchange, 302);
                });
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private void file(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        asked.add(range == null ? "complete" : range);
        byte[] bytes = content;
        int from = 0;
        boolean current =
                tag != null && tag.equals(exchange.getRequestHeaders().getFirst("If-Range"));
        if (tag != null) {
            exchange.getResponseHeaders().set("ETag", tag);
        }
        int status = 200;
        if (range != null && knowsRanges && current) {
            from = Integer.parseInt(range.replaceAll("\\D", ""));
            if (from >= bytes.length) {
                exchange.getResponseHeaders().set("Content-Range", "bytes */" + bytes.length);
                answer(exchange, 416);
                return;
            }
            status = 206;
            exchange.getResponseHeaders()
                    .set(
                            "Content-Range",
                            String.format(
                                    Locale.ROOT,
                                    "bytes %d-%d/%d",
                                    from,
                                    bytes.length - 1,
                                    bytes.length));
        }
        Integer end = breaks.poll();
        exchange.sendResponseHeaders(status, sendsLength ? bytes.length - from : 0);
        try (exchange;
                OutputStream body = exchange.getResponseBody()) {
            body.write(bytes, from, (end == null ? bytes.length : end) - from);
            body.flush();
            if (end != null && stalls) {
                closing.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
