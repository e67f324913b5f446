package io.barnhand.gait.job.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.testing.ParquetKeypoints;
import io.barnhand.gait.job.testing.Shell;
import io.barnhand.gait.job.testing.SquareVideo;
import io.barnhand.gait.models.testing.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Slow
class OverlayCommandTest {

    @TempDir private Path folder;

    private Path video;
    private Path poses;

    @BeforeEach
    void aVideoAndTheLinesOfItsRun() throws IOException {
        video = SquareVideo.write(folder.resolve("arena/square.mp4"), 3);
        Files.writeString(
                video.resolveSibling("square.mp4.json"), "{\"start\":\"2026-01-01T08:00:00Z\"}");
        poses = folder.resolve("out/poses/run=monday");
        Files.createDirectories(poses);
        Files.writeString(poses.resolve("part-0"), SquareVideo.pose("arena", "square", 0) + "\n");
    }

    @Test
    void theLinesAreThoseOfTheCameraRecordingAndStartThatTheJobSees() {
        Shell.Result result = overlay();

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("3 frames, 1 of them with poses");
        assertThat(out()).isNotEmptyFile();
    }

    @Test
    void aSidecarThatNamesAnotherRecordingCounts() throws IOException {
        Files.writeString(
                video.resolveSibling("square.mp4.json"),
                "{\"camera\":\"gate\",\"recording\":\"morning\"}");

        Shell.Result result = overlay();

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .contains("no poses of camera gate, recording morning")
                .contains("arena/square");
        assertThat(out()).doesNotExist();
    }

    @Test
    void aNoticeBesideTheResultsGoesOntoTheVideo() throws IOException {
        long without = size(overlay());
        Files.writeString(folder.resolve("out/NOTICE.txt"), "Rendered horses");
        long with = size(overlay());
        long blank = size(overlay("--notice", ""));

        assertThat(with).isGreaterThan(without);
        assertThat(blank).isEqualTo(without);
    }

    @Test
    void aKeypointFileOfAnArchiveIsTakenWithTheNoticeOfItsRun() throws IOException {
        Path lines = poses.resolve("part-0");
        poses =
                ParquetKeypoints.parquetInsteadOf(
                        lines, poses.resolve("camera=arena/day=2026-01-01/square.parquet"));

        Shell.Result result = overlay();
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("3 frames, 1 of them with poses");
        long without = size(result);
        Files.writeString(folder.resolve("out/NOTICE.txt"), "Rendered horses");
        assertThat(size(overlay())).isGreaterThan(without);
    }

    @Test
    void aRunThatFoundNoHorseIsSaid() throws IOException {
        Files.writeString(poses.resolve("part-0"), "");

        Shell.Result result = overlay();

        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).contains("There are no poses in " + poses);
        assertThat(result.out()).contains("3 frames, 0 of them with poses");
    }

    @Test
    void theConfigurationOfTheRunCounts() throws IOException {
        Path run =
                poses.getParent()
                        .resolve("_run=" + poses.getFileName().toString().substring(4) + ".json");
        Files.writeString(
                run,
                "{\"models\": [], \"configuration\": {\"source\": {\"camera\": \"file-stem\"}}}");

        assertThat(overlay().err()).contains("no poses of camera square, recording square");
    }

    @Test
    void theVideoItselfIsRefusedAsOutput() {
        Shell.Result result =
                Shell.barnhand(
                        "overlay",
                        "--video",
                        video.toString(),
                        "--poses",
                        poses.toString(),
                        "--out",
                        video.toString());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("is the video itself");
    }

    @Test
    void blurringNeedsADetector() {
        assertThat(overlay("--blur-people").exitCode()).isEqualTo(2);
        assertThat(overlay("--blur-people").err()).contains("--detector");

        Shell.Result unknown = overlay("--blur-people", "--detector", "no-such-model");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("--detector: ").contains("no-such-model");
    }

    @Test
    void whatIsNoVideoOrNoMp4IsNamed() {
        Shell.Result result =
                Shell.barnhand(
                        "overlay",
                        "--video",
                        folder.resolve("none.mp4").toString(),
                        "--poses",
                        poses.toString(),
                        "--out",
                        out().toString());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--video is " + folder.resolve("none.mp4"));

        result =
                Shell.barnhand(
                        "overlay",
                        "--video",
                        video.toString(),
                        "--poses",
                        poses.toString(),
                        "--out",
                        folder.resolve("out.avi").toString());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("must be a file whose name ends in .mp4");
    }

    private Path out() {
        return folder.resolve("drawn/square.mp4");
    }

    private long size(Shell.Result result) throws IOException {
        assertThat(result.exitCode()).as(result.err()).isZero();
        return Files.size(out());
    }

    private Shell.Result overlay(String... more) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "overlay",
                                "--video",
                                video.toString(),
                                "--poses",
                                poses.toString(),
                                "--out",
                                out().toString()));
        arguments.addAll(List.of(more));
        return Shell.barnhand(arguments.toArray(String[]::new));
    }
}
