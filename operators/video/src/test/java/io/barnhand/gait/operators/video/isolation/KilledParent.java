package io.barnhand.gait.operators.video.isolation;

import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.VideoLimits;
import io.barnhand.gait.operators.video.decoding.FrameSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;

/**
 * A process that has another one decode a file. Prints the process id of that one when all frames
 * before the hang are there, and waits for the next.
 */
final class KilledParent {

    private KilledParent() {}

    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        VideoSegment segment =
                new VideoSegment(
                        "cam",
                        "rec",
                        0,
                        "unit",
                        file.toString(),
                        0,
                        ClockStatus.KNOWN,
                        true,
                        null,
                        -1,
                        null);
        DecoderLimits bounds = new DecoderLimits(Duration.ofHours(1), 2L << 30);
        try (FrameSource frames =
                HostileFiles.isolated(bounds)
                        .open(file, segment, VideoLimits.DEFAULT, time -> true)) {
            for (int i = 0; i < HostileFiles.FRAMES_BEFORE; i++) {
                frames.next();
            }
            System.out.println(
                    ProcessHandle.current()
                            .children()
                            .map(child -> Long.toString(child.pid()))
                            .collect(Collectors.joining(" ")));
            frames.next();
        }
    }
}
