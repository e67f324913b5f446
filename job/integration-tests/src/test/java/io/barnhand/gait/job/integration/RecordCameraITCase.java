package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.barnhand.gait.job.testing.RtspServer;
import io.barnhand.gait.operators.video.container.VideoLimits;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import io.barnhand.gait.operators.video.decoding.VideoReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code record-camera} on streams that break off, where FFmpeg is installed. */
class RecordCameraITCase {

    private static final Path SCRIPT = Path.of("../../flink-deploy/record-camera").normalize();
    private static final int PARTS = 4;
    private static final int FPS = 25;

    @TempDir private Path folder;

    @BeforeEach
    void needsFfmpeg() throws Exception {
        assumeTrue(
                onPath("ffmpeg") && onPath("flock"), "skipped: FFmpeg or flock is not installed");
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    @Test
    void everyPictureOfAnInterruptedStreamIsInACompleteFile() throws Exception {
        stream();
        AtomicInteger connections = new AtomicInteger();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    String name = exchange.getRequestURI().getPath().substring(1);
                    byte[] body;
                    if (name.equals("live.m3u8")) {
                        // Half of the parts, then no answer once, then the other half.
                        body = playlist(connections.incrementAndGet());
                    } else {
                        body = Files.readAllBytes(folder.resolve("hls").resolve(name));
                    }
                    exchange.sendResponseHeaders(
                            body == null ? 503 : 200, body == null ? -1 : body.length);
                    try (OutputStream out = exchange.getResponseBody()) {
                        if (body != null) {
                            out.write(body);
                        }
                    }
                });
        server.start();
        Path log = folder.resolve("log");
        Process recorder =
                recorder(
                        String.format(
                                Locale.ROOT,
                                "http://viewer:secret@127.0.0.1:%d/live.m3u8",
                                server.getAddress().getPort()),
                        log);
        try {
            // A fifth connection means that the files of all earlier ones have their names.
            until(() -> connections.get() >= 5, recorder, log);
            end(recorder, log);
        } finally {
            recorder.destroyForcibly();
            server.stop(0);
        }
        assertThat(recorded()).hasSize(PARTS);
        assertThat(frames()).isEqualTo(PARTS * FPS);
    }

    @Test
    void aCameraThatFallsSilentWithoutHangingUpIsConnectedToAgain() throws Exception {
        stream();
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (Path part : files(folder.resolve("hls"))) {
            stream.write(Files.readAllBytes(part));
        }
        Path log = folder.resolve("log");
        try (RtspServer camera = new RtspServer(stream.toByteArray())) {
            Process recorder =
                    recorder(
                            String.format(
                                    Locale.ROOT,
                                    "rtsp://viewer:secret@127.0.0.1:%d/live",
                                    camera.port()),
                            log);
            try {
                until(
                        () -> camera.played() >= 2 && recorded().size() >= 2 * (PARTS - 1),
                        recorder,
                        log);
                end(recorder, log);
            } finally {
                recorder.destroyForcibly();
            }
        }
        assertThat(Files.readString(log)).contains("nothing arrived for 3 s");
        // The demultiplexer keeps the last pictures of a connection and waits for more.
        assertThat(frames()).isGreaterThanOrEqualTo(2 * (PARTS - 1) * FPS);
    }

    private Process recorder(String address, Path log) throws IOException {
        Path url = folder.resolve("url");
        Files.writeString(url, address + "\n");
        return new ProcessBuilder(
                        SCRIPT.toString(),
                        "--camera",
                        "aisle",
                        "--out",
                        folder.resolve("recordings").toString(),
                        "--seconds",
                        "1",
                        "--stall",
                        "3",
                        "--url-file",
                        url.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static void until(Callable<Boolean> holds, Process recorder, Path log)
            throws Exception {
        Awaitility.await(Files.readString(log))
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> {
                            if (holds.call()) {
                                return true;
                            }
                            assertThat(recorder.isAlive()).as(Files.readString(log)).isTrue();
                            assertThat(
                                            recorder.descendants()
                                                    .map(c -> c.info().commandLine().orElse("")))
                                    .noneMatch(command -> command.contains("secret"));
                            return false;
                        });
    }

    private static void end(Process recorder, Path log) throws Exception {
        recorder.destroy();
        assertThat(recorder.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(recorder.exitValue()).as(Files.readString(log)).isZero();
        assertThat(Files.readString(log)).doesNotContain("secret").contains("trying again");
    }

    private List<Path> recorded() throws IOException {
        Path aisle = folder.resolve("recordings").resolve("aisle");
        return Files.isDirectory(aisle) ? files(aisle) : List.of();
    }

    /** Pictures in all files, which are complete and named by their time. */
    private int frames() throws Exception {
        int frames = 0;
        for (Path file : recorded()) {
            assertThat(file.getFileName().toString())
                    .matches("\\d{8}T\\d{6}\\.\\d{3}Z(-\\d+)?\\.ts");
            try (VideoReader reader = VideoReader.open(file, VideoLimits.DEFAULT)) {
                for (VideoFrame frame; (frame = reader.next()) != null; ) {
                    frames++;
                }
            }
        }
        return frames;
    }

    @Test
    void aPasswordAmongTheArgumentsIsRefused() throws Exception {
        Process recorder =
                new ProcessBuilder(
                                SCRIPT.toString(),
                                "--camera",
                                "aisle",
                                "--out",
                                folder.toString(),
                                "rtsp://viewer:secret@127.0.0.1/live")
                        .redirectErrorStream(true)
                        .start();
        String said = new String(recorder.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(recorder.waitFor()).isEqualTo(2);
        assertThat(said).contains("--url-file").doesNotContain("secret");
    }

    private static byte[] playlist(int connection) {
        if (connection != 1 && connection != 3) {
            return null;
        }
        StringBuilder text =
                new StringBuilder(
                        "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:0\n");
        for (int i = 0; i < PARTS / 2; i++) {
            text.append("#EXTINF:1.0,\npart").append(i + (connection == 1 ? 0 : PARTS / 2));
            text.append(".ts\n");
        }
        return text.append("#EXT-X-ENDLIST\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A part a second, each beginning with a key frame. */
    private void stream() throws IOException, InterruptedException {
        Path hls = Files.createDirectories(folder.resolve("hls"));
        Process ffmpeg =
                new ProcessBuilder(
                                "ffmpeg",
                                "-nostdin",
                                "-loglevel",
                                "error",
                                "-f",
                                "lavfi",
                                "-i",
                                "testsrc=size=160x120:rate=" + FPS,
                                "-t",
                                Integer.toString(PARTS),
                                "-c:v",
                                "mpeg2video",
                                "-g",
                                Integer.toString(FPS),
                                "-bf",
                                "0",
                                "-f",
                                "segment",
                                "-segment_time",
                                "1",
                                "-segment_format",
                                "mpegts",
                                hls.resolve("part%d.ts").toString())
                        .inheritIO()
                        .start();
        assertThat(ffmpeg.waitFor()).isZero();
        assertThat(files(hls)).hasSize(PARTS);
    }

    private static List<Path> files(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            all.filter(file -> file.toString().endsWith(".ts")).sorted().forEach(files::add);
        }
        return files;
    }
}
