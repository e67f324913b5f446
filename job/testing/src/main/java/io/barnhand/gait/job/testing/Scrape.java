package io.barnhand.gait.job.testing;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The lines that Prometheus reads when it scrapes a process of Flink. */
public record Scrape(List<String> lines) {

    private static final Path SETTINGS = Path.of("../../flink-deploy/prometheus/flink.yaml");

    /** The shipped settings with a free port. */
    public static Map<String, String> settings(int port) throws IOException {
        Map<String, String> settings = new HashMap<>();
        for (String line : Files.readAllLines(SETTINGS)) {
            if (!line.startsWith("#")) {
                String[] setting = line.split(": ", 2);
                settings.put(setting[0], setting[1]);
            }
        }
        settings.put("metrics.reporter.prom.port", String.valueOf(port));
        return settings;
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    public static Scrape of(int port) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create("http://127.0.0.1:" + port + "/metrics"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(
                    "The request for counters is answered with " + answer.statusCode());
        }
        return new Scrape(answer.body().lines().filter(line -> !line.startsWith("#")).toList());
    }

    public Set<String> names() {
        return lines.stream().map(line -> line.split("[{ ]", 2)[0]).collect(Collectors.toSet());
    }

    /**
     * The sum of a metric over those of its series that have a label.
     *
     * @param label as Prometheus writes it, such as {@code reason="malformed"}
     */
    public double sum(String name, String label) {
        return lines.stream()
                .filter(line -> line.startsWith(name + "{") && line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
