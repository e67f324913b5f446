package io.barnhand.gait.job.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.analysis.report.clip.ClipFolder;
import io.barnhand.gait.job.testing.Chromium;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import io.barnhand.gait.operators.video.clip.ClipWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Opens pages in a browser, as a reader does. */
class ReportPageITCase {

    private static final SyntheticView SIDE = SyntheticView.SIDE.seconds(4);
    private static final String HOSTILE = "<script>document.title='taken'</script>";

    private static Chromium chromium;

    @TempDir private Path folder;

    @BeforeAll
    static void open() {
        chromium = Chromium.open();
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void aRunWithoutPassesSaysSo() throws IOException {
        new SyntheticRun(folder).append("dead-letter", List.of(LETTER)).page(null);

        show();

        assertThat(text("main")).contains("No pass was measured", "12 frames");
        assertThat(chromium.barriers()).asInstanceOf(InstanceOfAssertFactories.LIST).isEmpty();
        assertThat(chromium.console()).isEmpty();
    }

    @Test
    void aPassIsDrawnReadAndPlayed() throws IOException {
        clip("aisle", "clip", 66);
        new SyntheticRun(folder)
                .pass(HOSTILE, "aisle", "clip", 0, "trot", SIDE)
                .pass("Second", "aisle", "clip", 0, "trot", SIDE.seed(2).toLeft())
                .page(null);

        show();
        chromium.run("document.querySelectorAll('details').forEach(d => d.open = true)");

        assertThat(count("svg.chart")).isGreaterThanOrEqualTo(20);
        assertThat(count("svg.chart:not(:has(rect, circle, path.mean, path.stride))")).isZero();
        assertThat(text("#pass-1 h2")).startsWith(HOSTILE);
        assertThat(chromium.run("return document.title")).isEqualTo("Gait report of run made");
        assertThat(
                        chromium.run(
                                "return performance.getEntriesByType('resource').map(r => r.name)"
                                        + ".filter(n => /^(http|ws)/.test(n))"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .isEmpty();
        assertThat(chromium.barriers()).asInstanceOf(InstanceOfAssertFactories.LIST).isEmpty();
        chromium.dark(true);
        assertThat(chromium.barriers()).asInstanceOf(InstanceOfAssertFactories.LIST).isEmpty();
        chromium.dark(false);
        assertThat(count("video")).isEqualTo(2);
        for (int video = 1; video <= 2; video++) {
            assertThat(playedTo(video, 0.5)).isEqualTo(true);
        }
        assertThat(chromium.console()).isEmpty();
    }

    @Test
    void aNumberPlaysItsSecondsByTheKeyboard() throws IOException {
        clip("aisle", "clip", 4);
        new SyntheticRun(folder).pass("Bella", "aisle", "clip", 0, "trot", SIDE).page(null);
        show();

        Double from =
                (Double)
                        chromium.run(
                                """
                                const details = document.querySelectorAll('.below details')[1];
                                details.open = true;
                                const bars = details.querySelectorAll('svg a.seek');
                                const bar = bars[bars.length - 1];
                                const video = document.getElementById(bar.dataset.video);
                                const from = Number(bar.dataset.from);
                                window.played = new Promise(played =>
                                    video.addEventListener('timeupdate', () => {
                                        if (!video.paused && video.currentTime > from) {
                                            played(true);
                                        }
                                    }));
                                bar.focus();
                                return from;
                                """);
        chromium.press(Keys.ENTER);

        assertThat(chromium.await("window.played.then(done);")).isEqualTo(true);
        assertThat(from).isGreaterThan(1);
        assertThat(chromium.console()).isEmpty();
    }

    @Test
    void aClipTooLargeForThePageIsPlayedFromItsFile() throws IOException {
        clip("aisle", "clip", 4);
        pad(folder.resolve("overlay/aisle/clip.mp4"), ClipFolder.MAX_EMBEDDED);
        new SyntheticRun(folder).pass("Bella", "aisle", "clip", 0, "trot", SIDE).page(null);

        show();

        assertThat(chromium.run("return document.getElementById('clip-1').getAttribute('src')"))
                .isEqualTo("overlay/aisle/clip.mp4");
        assertThat(playedTo(1, 0.5)).isEqualTo(true);
        assertThat(chromium.console()).isEmpty();
    }

    @Test
    void aPassAfterTheEndOfItsClipIsShownByItsLastPictures() throws IOException {
        clip("aisle", "clip", 4);
        new SyntheticRun(folder)
                .pass("First", "aisle", "clip", 0, "trot", SIDE)
                .pass("Second", "aisle", "clip", 0, "trot", SIDE.seed(2))
                .page(null);

        show();

        Object shown =
                chromium.await(
                        """
                        const video = document.getElementById('clip-2');
                        video.scrollIntoView();
                        const look = () => {
                            if (video.dataset.placed && !video.seeking) {
                                done(video.currentTime);
                            } else {
                                requestAnimationFrame(look);
                            }
                        };
                        look();
                        """);

        assertThat(((Number) shown).doubleValue()).isBetween(3.5, 3.95);
        assertThat(chromium.console()).isEmpty();
    }

    @Test
    void twoHundredPassesOfTwelveHorsesFitIntoAPage() throws IOException {
        SyntheticRun run = new SyntheticRun(folder);
        for (int i = 0; i < 200; i++) {
            SyntheticView view = SIDE.seed(i + 1);
            run.pass(
                    "Horse " + (1 + i % 12),
                    i % 2 == 0 ? "aisle" : "arena",
                    i / 12,
                    i % 3 == 0 ? "walk" : "trot",
                    i % 2 == 0 ? view : view.toLeft());
        }
        run.page(null);

        show();

        assertThat(Files.size(folder.resolve("report.html"))).isLessThan(15_000_000);
        assertThat(count("article.pass")).isEqualTo(200);
        assertThat(count("#by-horse tbody tr")).isEqualTo(200);
        chromium.run("location.hash = 'by-trust'");
        assertThat(chromium.run("return document.getElementById('by-trust').offsetHeight > 0"))
                .isEqualTo(true);
        assertThat(chromium.run("return document.getElementById('by-horse').offsetHeight"))
                .isEqualTo(0L);
        assertThat(chromium.console()).isEmpty();
    }

    private static final String LETTER =
            "{\"camera\":\"aisle\",\"recording\":\"r\",\"source\":\"r.mp4\",\"stage\":\"decode\","
                    + "\"reason\":\"truncated\",\"message\":\"ends after 12 frames\","
                    + "\"time_us\":null}";

    private void show() {
        chromium.show(folder.resolve("report.html"));
    }

    private static String text(String selector) {
        return (String)
                chromium.run("return document.querySelector(arguments[0]).innerText", selector);
    }

    private static long count(String selector) {
        return (Long)
                chromium.run("return document.querySelectorAll(arguments[0]).length", selector);
    }

    /** Whether a clip came so far by itself, s. */
    private static Object playedTo(int video, double seconds) {
        return chromium.await(
                String.format(
                        Locale.ROOT,
                        """
                const video = document.getElementById('clip-%d');
                video.addEventListener('timeupdate', () => {
                    if (video.currentTime >= %s) { done(true); }
                });
                video.addEventListener('error', () => done(String(video.error.message)));
                const play = () => {
                    video.currentTime = 0;
                    video.play().catch(failure => done(String(failure)));
                };
                // What comes into view above it grows, and pushes it out of view again.
                const look = () => {
                    if (video.readyState >= 1) { play(); }
                    else { video.scrollIntoView(); requestAnimationFrame(look); }
                };
                look();
                """,
                        video,
                        seconds));
    }

    /** Adds a box of so many bytes that players pass over (ISO 14496-12, 8.1.2). */
    private static void pad(Path mp4, long bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(mp4.toFile(), "rw")) {
            file.seek(file.length());
            file.writeInt((int) bytes);
            file.write("free".getBytes(StandardCharsets.US_ASCII));
            file.setLength(file.length() + bytes - 8);
        }
    }

    private void clip(String camera, String recording, int seconds) throws IOException {
        Path file = folder.resolve("overlay").resolve(camera).resolve(recording + ".mp4");
        Files.createDirectories(file.getParent());
        byte[] grey = new byte[3 * 320 * 180];
        try (ClipWriter writer = ClipWriter.open(file, 320, 180, 30, "")) {
            for (int i = 0; i < 30 * seconds; i++) {
                Arrays.fill(grey, (byte) (64 + i % 120));
                writer.write(grey, Math.round(i * 1e6 / 30));
            }
            writer.finish();
        }
    }
}
