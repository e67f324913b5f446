package io.barnhand.gait.job.pipeline.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.formats.json.SidecarJson;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.planning.CameraNaming;
import io.barnhand.gait.operators.video.planning.SegmentPlan;
import io.barnhand.gait.operators.video.planning.SegmentPlanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanWithoutCopiesTest {

    @TempDir private Path folder;

    @Test
    void aCopyIsADeadLetterThatNamesBothFiles() throws IOException {
        Path kept = write("aisle/a.mp4", "one");
        Path copy = write("aisle/b.mp4", "one");
        write("aisle/c.mp4", "two");
        write("aisle/notes.txt", "one");

        SegmentPlan once = PlanWithoutCopies.of(plan());

        assertThat(once.segments())
                .extracting(VideoSegment::recording)
                .containsExactlyInAnyOrder("a", "c");
        assertThat(once.deadLetters())
                .extracting(DeadLetter::reason)
                .containsExactly("not_video", "copy");
        assertThat(once.deadLetters().get(1).message())
                .isEqualTo(
                        copy.toUri()
                                + " has the same bytes as "
                                + kept.toUri()
                                + ", which is measured in its place; remove one of the two");
    }

    /** A time without an offset is one, with a flag. */
    @Test
    void aCopyKeepsTheTimeThatIsAssumed() throws IOException {
        for (String name : new String[] {"a", "b"}) {
            write("aisle/" + name + "_2026-11-22T10-15-00.mp4", "one");
        }
        assertThat(plan().segments())
                .extracting(VideoSegment::clock)
                .containsOnly(ClockStatus.ASSUMED_UTC);

        assertThat(PlanWithoutCopies.of(plan()).deadLetters())
                .extracting(DeadLetter::timeUs)
                .containsExactly(Instant.parse("2026-11-22T10:15:00Z").toEpochMilli() * 1000);
    }

    @Test
    void filesThatMayBeCopiesAreCounted() throws IOException {
        for (String camera : new String[] {"aisle", "arena", "stall"}) {
            write(camera + "/a.mp4", "one");
        }
        List<VideoSegment> files = plan().segments();

        assertThat(PlanWithoutCopies.warning(List.of(files.subList(0, 2))))
                .endsWith(
                        "a.mp4, under another camera or start; all are measured. barnhand plan lists them.");
        assertThat(PlanWithoutCopies.warning(List.of(files)))
                .contains("under another camera or start (other such files: 1); all");
    }

    @Test
    void everyFileOfACopiedRecordingIsNamed() throws IOException {
        for (String recording : new String[] {"x", "y"}) {
            for (int i = 0; i < 2; i++) {
                Path file = write("aisle/" + recording + i + ".mp4", "part " + i);
                Files.writeString(
                        Path.of(file + ".json"),
                        "{\"recording\":\"" + recording + "\",\"start_us\":" + i + "}");
            }
        }

        SegmentPlan once = PlanWithoutCopies.of(plan());

        assertThat(once.segments()).hasSize(2).allMatch(file -> file.recording().equals("x"));
        assertThat(once.deadLetters())
                .extracting(letter -> letter.source().replaceAll(".*/", ""))
                .containsExactly("y0.mp4", "y1.mp4");
    }

    @Test
    void theSameBytesUnderAnotherCameraOrStartAreMeasured() throws IOException {
        write("aisle/20261122T101500Z.mp4", "one");
        write("aisle/20261122T111500Z.mp4", "one");
        write("yard/20261122T101500Z.mp4", "one");

        SegmentPlan plan = plan();

        assertThat(PlanWithoutCopies.of(plan)).isSameAs(plan);
    }

    private SegmentPlan plan() {
        return new SegmentPlanner(CameraNaming.parentFolder(), null, SidecarJson::read)
                .plan(folder.toString());
    }

    private Path write(String name, String content) throws IOException {
        Path file = folder.toRealPath().resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }
}
