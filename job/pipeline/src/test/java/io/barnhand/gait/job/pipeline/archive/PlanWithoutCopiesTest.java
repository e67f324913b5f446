package io.barnhand.gait.job.pipeline.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.pipeline.json.SidecarJson;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.planning.CameraNaming;
import io.barnhand.gait.operators.video.planning.SegmentPlan;
import io.barnhand.gait.operators.video.planning.SegmentPlanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
