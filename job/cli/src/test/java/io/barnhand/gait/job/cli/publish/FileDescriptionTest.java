package io.barnhand.gait.job.cli.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.formats.json.SidecarJson;
import io.barnhand.gait.job.testing.SquareVideo;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.DiskFile;
import io.barnhand.gait.operators.video.planning.CameraNaming;
import io.barnhand.gait.operators.video.planning.SegmentPlanner;
import io.barnhand.gait.operators.video.planning.Sidecar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDescriptionTest {

    @TempDir private Path folder;

    /** The planner joins them, and two files in one place of a recording would be copies. */
    @Test
    void chaptersOfUnknownTimeAreRecordingsOfTheirOwn() throws IOException {
        SegmentPlanner planner =
                new SegmentPlanner(CameraNaming.parentFolder(), null, SidecarJson::read);
        SquareVideo.write(folder.resolve("GX020042.MP4"), 5);
        SquareVideo.write(folder.resolve("GX030042.MP4"), 5);

        assertThat(position(planner, "GX020042.MP4"))
                .isEqualTo(new RecordingPosition("GX020042", 0, null, null));
        assertThat(position(planner, "GX030042.MP4"))
                .isEqualTo(new RecordingPosition("GX030042", 0, null, null));
    }

    /** Numbers of chapters begin anew with every card. */
    @Test
    void theRecordingThatAPathNamesIsKept() throws IOException {
        SegmentPlanner planner =
                new SegmentPlanner(
                        CameraNaming.pattern("/(?<camera>arena)/(?<recording>[^/]+)/[^/]*$"),
                        null,
                        SidecarJson::read);
        for (String card : new String[] {"card1", "card2"}) {
            String name = "arena/" + card + "/GX020042.MP4";
            Files.createDirectories(folder.resolve(name).getParent());
            SquareVideo.write(folder.resolve(name), 5);

            assertThat(position(planner, name).recording()).isEqualTo(card);
        }
    }

    private RecordingPosition position(SegmentPlanner planner, String name) throws IOException {
        Path path = folder.resolve(name);
        DiskFile file = new DiskFile(path, path);
        VideoSegment planned = planner.plan(path.toString()).segments().get(0);
        FileDescription description =
                FileDescription.of(
                        planner, file, planned, null, Sidecar.read(file, SidecarJson::read));
        return RecordingPosition.of(description, null, Duration.ofSeconds(2));
    }
}
