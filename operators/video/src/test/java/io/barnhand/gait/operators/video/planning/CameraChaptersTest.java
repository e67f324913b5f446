package io.barnhand.gait.operators.video.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.VideoSegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CameraChaptersTest {

    private static final String CREATED = "2026-11-22T10:15:00Z";
    private static final long START_US = Instant.parse(CREATED).toEpochMilli() * 1000;

    @TempDir private Path folder;

    private void chapter(String name, int frames) throws Exception {
        chapter(name, frames, CREATED);
    }

    private void chapter(String name, int frames, String created) throws Exception {
        TaggedClip.write(folder.resolve(name), frames, Map.of("creation_time", created));
    }

    private List<VideoSegment> plan(String path) {
        SegmentPlan plan =
                new SegmentPlanner(
                                CameraNaming.parentFolder(),
                                null,
                                content ->
                                        new ObjectMapper()
                                                .readValue(content, new TypeReference<>() {}))
                        .plan(folder.resolve(path).toString());
        assertThat(plan.deadLetters()).isEmpty();
        return plan.segments();
    }

    @ParameterizedTest
    @CsvSource({
        "GX010001, GX020001, GX030001",
        "gh010123, gh020123, gh030123",
        "GOPR0042, GP010042, GP020042",
        "gopr0042, gp010042, gp020042",
        "arena_GX010001, arena_GX020001, arena_GX030001",
    })
    void chaptersAreOneRecordingWithoutGaps(String first, String second, String third)
            throws Exception {
        chapter("c/" + third + ".MP4", 5);
        chapter("c/" + second + ".MP4", 20);
        chapter("c/" + first + ".MP4", 10);

        assertThat(plan("c"))
                .extracting(
                        VideoSegment::recording,
                        VideoSegment::sequence,
                        VideoSegment::startUs,
                        VideoSegment::clock,
                        VideoSegment::last)
                .containsExactly(
                        tuple(first, 0L, START_US, ClockStatus.KNOWN, false),
                        tuple(first, 1L, START_US + 1_000_000, ClockStatus.KNOWN, false),
                        tuple(first, 2L, START_US + 3_000_000, ClockStatus.KNOWN, true));
    }

    @Test
    void aChapterThatIsNamedAloneStartsBehindThoseBeforeIt() throws Exception {
        chapter("c/GX010001.MP4", 10);
        chapter("c/GX020001.MP4", 20);

        assertThat(plan("c/GX020001.MP4"))
                .extracting(VideoSegment::recording, VideoSegment::startUs)
                .containsExactly(tuple("GX010001", START_US + 1_000_000));
    }

    @Test
    void behindAMissingChapterTheTimeIsNotKnown() throws Exception {
        chapter("c/GX010001.MP4", 10);
        chapter("c/GX030001.MP4", 20);
        chapter("c/GX040001.MP4", 10);

        assertThat(plan("c"))
                .extracting(VideoSegment::recording, VideoSegment::startUs, VideoSegment::clock)
                .containsExactly(
                        tuple("GX010001", START_US, ClockStatus.KNOWN),
                        tuple("GX030001", 0L, ClockStatus.UNKNOWN),
                        tuple("GX030001", 2_000_000L, ClockStatus.UNKNOWN));
    }

    @Test
    void numbersOfAnotherCardAreAnotherRecording() throws Exception {
        chapter("c/GX010001.MP4", 10);
        chapter("c/GX020001.MP4", 20, "2026-11-23T10:15:00Z");
        chapter("d/GX020001.MP4", 20);
        chapter("c/GX010002.MP4", 10);

        assertThat(plan("."))
                .extracting(VideoSegment::camera, VideoSegment::recording, VideoSegment::clock)
                .containsExactlyInAnyOrder(
                        tuple("c", "GX010001", ClockStatus.KNOWN),
                        tuple("c", "GX020001", ClockStatus.KNOWN),
                        tuple("c", "GX010002", ClockStatus.KNOWN),
                        tuple("d", "GX020001", ClockStatus.UNKNOWN));
    }

    @Test
    void aSidecarOfTheFirstMovesAllAndOneOfAnotherTakesItOut() throws Exception {
        chapter("c/GX010001.MP4", 10);
        chapter("c/GX020001.MP4", 10);
        chapter("c/GX030001.MP4", 10);
        Files.writeString(folder.resolve("c/GX010001.MP4.json"), "{\"start_us\":5000000}");
        Files.writeString(folder.resolve("c/GX030001.MP4.json"), "{\"recording\":\"mine\"}");

        assertThat(plan("c"))
                .extracting(VideoSegment::recording, VideoSegment::startUs)
                .containsExactly(
                        tuple("GX010001", 5_000_000L),
                        tuple("GX010001", 6_000_000L),
                        tuple("mine", START_US));
    }
}
