package io.barnhand.gait.job.pipeline.archive;

import io.barnhand.gait.job.formats.parquet.CameraDay;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.VideoSpan;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A unit of work, which is done or not: a recording or a span of one.
 *
 * @param segments in their order, at least one; the last one is known to be it
 * @param span number of the span, from 0; null for an uncut recording
 * @param bytes size of its files, or a span's share of them
 */
public record ArchiveUnit(ArrayList<VideoSegment> segments, Integer span, long bytes)
        implements Serializable {

    static ArchiveUnit of(List<VideoSegment> segments) {
        long bytes = segments.stream().mapToLong(VideoSegment::bytes).sum();
        return new ArchiveUnit(closed(segments), null, bytes);
    }

    static ArchiveUnit ofSpan(List<VideoSegment> segments, int span, long bytes) {
        return new ArchiveUnit(closed(segments), span, bytes);
    }

    private static ArrayList<VideoSegment> closed(List<VideoSegment> segments) {
        ArrayList<VideoSegment> closed = new ArrayList<>(segments);
        closed.set(closed.size() - 1, closed.get(closed.size() - 1).asLast());
        return closed;
    }

    boolean isSpan() {
        return span != null;
    }

    /** Whose it is, and its name: {@code CAMERA/RECORDING}. */
    public String label() {
        return segments.get(0).camera() + "/" + segments.get(0).recording();
    }

    /** The part that a span has of its recording. */
    VideoSpan part() {
        return segments.get(0).span();
    }

    /** Unique in an archive, whatever becomes known of its start; may be part of a path. */
    String name() {
        VideoSegment first = segments.get(0);
        return CameraDay.escaped(first.camera())
                + "/"
                + CameraDay.escaped(first.recording())
                + number();
    }

    /**
     * Where its files lie below a folder, without an extension; unique in an archive of the moment.
     */
    String path() {
        VideoSegment first = segments.get(0);
        return CameraDay.folder(first.camera(), first.startUs())
                + "/"
                + CameraDay.escaped(first.recording())
                + number();
    }

    /** For messages. */
    String description() {
        VideoSegment first = segments.get(0);
        return String.format(
                        Locale.ROOT, "recording %s of camera %s", first.recording(), first.camera())
                + (isSpan() ? ", span " + span : "");
    }

    private String number() {
        return isSpan() ? String.format(Locale.ROOT, "/%06d", span) : "";
    }
}
