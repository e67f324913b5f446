package io.barnhand.gait.job.cli.plan;

import io.barnhand.gait.job.pipeline.source.FlinkFiles;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.container.VideoHeader;
import io.barnhand.gait.operators.video.container.VideoLimits;
import io.barnhand.gait.operators.video.planning.SegmentPlan;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What an archive holds, from its plan and the headers of its files. */
public final class ArchiveInventory {

    /** Times between segments below this are neither gap nor overlap, µs. */
    private static final long TOLERANCE_US = 1_000_000;

    private final List<PlannedFile> files;

    private ArchiveInventory(List<PlannedFile> files) {
        this.files = files;
    }

    /**
     * Opens every file once.
     *
     * @param limits what a file may cost; one that costs more is not read any further
     */
    public static ArchiveInventory of(SegmentPlan plan, VideoLimits limits) {
        return new ArchiveInventory(
                plan.segments().stream().map(segment -> file(segment, limits)).toList());
    }

    private static PlannedFile file(VideoSegment segment, VideoLimits limits) {
        try {
            URI uri = URI.create(segment.uri());
            return new PlannedFile(segment, VideoHeader.read(uri, new FlinkFiles(), limits), null);
        } catch (VideoException e) {
            return new PlannedFile(segment, null, e.getMessage());
        }
    }

    /** Files whose header can be read or not. */
    public List<PlannedFile> files() {
        return files;
    }

    /** By camera. */
    public Map<String, List<PlannedFile>> cameras() {
        return files.stream()
                .collect(
                        Collectors.groupingBy(
                                file -> file.segment().camera(),
                                TreeMap::new,
                                Collectors.toList()));
    }

    /** Times without footage, and with more than one, of cameras whose clock is known. */
    public List<Discontinuity> joints() {
        List<Discontinuity> joints = new ArrayList<>();
        cameras().values().forEach(camera -> joints(camera, joints));
        return joints;
    }

    private static void joints(List<PlannedFile> camera, List<Discontinuity> joints) {
        List<PlannedFile> timed =
                camera.stream()
                        .filter(file -> file.segment().clock().isDated())
                        .filter(file -> file.durationUs() != null)
                        .sorted(Comparator.comparingLong(file -> file.segment().startUs()))
                        .toList();
        PlannedFile latest = null;
        for (PlannedFile file : timed) {
            if (latest != null) {
                long us = file.segment().startUs() - latest.endUs();
                if (Math.abs(us) > TOLERANCE_US) {
                    joints.add(new Discontinuity(latest, file, us));
                }
            }
            if (latest == null || file.endUs() > latest.endUs()) {
                latest = file;
            }
        }
    }

    /**
     * Where two files of a camera do not follow each other.
     *
     * @param us from the end of one to the start of the next; negative where they overlap
     */
    public record Discontinuity(PlannedFile before, PlannedFile after, long us) {}
}
