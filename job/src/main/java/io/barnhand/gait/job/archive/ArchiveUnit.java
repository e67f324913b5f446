package io.barnhand.gait.job.archive;

import io.barnhand.gait.job.parquet.CameraDay;
import io.barnhand.gait.operators.VideoSegment;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What is worked on in one go, and done or not: a recording.
 *
 * @param segments in their order, at least one; the last one is known to be it
 */
public record ArchiveUnit(ArrayList<VideoSegment> segments) implements Serializable {

    static ArchiveUnit of(List<VideoSegment> segments) {
        ArrayList<VideoSegment> closed = new ArrayList<>(segments);
        closed.set(closed.size() - 1, closed.get(closed.size() - 1).asLast());
        return new ArchiveUnit(closed);
    }

    /** Size of its files. */
    long bytes() {
        return segments.stream().mapToLong(VideoSegment::bytes).sum();
    }

    /** Unique in an archive, whatever becomes known of its start; may be part of a path. */
    String name() {
        VideoSegment first = segments.get(0);
        return CameraDay.escaped(first.camera()) + "/" + CameraDay.escaped(first.recording());
    }

    /**
     * Where its files lie below a folder, without an extension; unique in an archive of the moment.
     */
    String path() {
        VideoSegment first = segments.get(0);
        return CameraDay.folder(first.camera(), first.startUs())
                + "/"
                + CameraDay.escaped(first.recording());
    }
}
