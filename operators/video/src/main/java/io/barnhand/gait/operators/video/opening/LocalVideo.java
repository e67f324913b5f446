package io.barnhand.gait.operators.video.opening;

import io.barnhand.gait.operators.video.container.VideoException;
import java.nio.file.Path;

/** A file on a disk of this machine, kept until this is closed. */
public class LocalVideo implements AutoCloseable {

    private final Path file;

    public LocalVideo(Path file) {
        this.file = file;
    }

    public final Path file() {
        return file;
    }

    /** The failure with the name that the segment has for the file. */
    VideoException withSegmentName(VideoException failure) {
        return failure;
    }

    @Override
    public void close() {}
}
