package io.barnhand.gait.job.pipeline.archive;

import io.barnhand.gait.models.FileDigest;
import io.barnhand.gait.operators.video.VideoSegment;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/**
 * Files of an archive with the same bytes, and the recordings that are copies of another.
 *
 * <p>A recording is a copy of another one of its camera where both have the same files at the same
 * times. The same bytes under another camera or at another time are not a copy: it cannot be known
 * which of the two is right.
 *
 * <p>Only files of the same size are read, at first at their ends: those of recorders that write
 * files of one size differ there. An unreadable file equals no other; files that are not on a local
 * disk are not read.
 */
public final class SameFootage {

    /** How much is read at both ends of a file at first, bytes. */
    private static final int ENDS = 1 << 16;

    private final WorkList work;
    private final List<List<VideoSegment>> groups = new ArrayList<>();
    private final Map<String, Integer> groupOf = new HashMap<>();

    private SameFootage(WorkList work) {
        this.work = work;
    }

    /**
     * Looks for them.
     *
     * @param work recordings of an archive, uncut
     */
    public static SameFootage of(WorkList work) {
        SameFootage same = new SameFootage(work);
        List<VideoSegment> files =
                work.units().stream()
                        .flatMap(unit -> unit.segments().stream())
                        .filter(file -> file.bytes() > 0 && file.uri().startsWith("file:"))
                        .toList();
        for (List<VideoSegment> equal : equal(files, VideoSegment::bytes)) {
            for (List<VideoSegment> similar : equal(equal, SameFootage::ends)) {
                equal(similar, SameFootage::digest).forEach(same::add);
            }
        }
        return same;
    }

    private void add(List<VideoSegment> group) {
        group.forEach(file -> groupOf.put(file.uri(), groups.size()));
        groups.add(group);
    }

    /** Those that share a key with another, by key; those without a key are left out. */
    private static <K> List<List<VideoSegment>> equal(
            List<VideoSegment> files, Function<VideoSegment, K> key) {
        Map<K, List<VideoSegment>> groups = new LinkedHashMap<>();
        for (VideoSegment file : files) {
            K of = key.apply(file);
            if (of != null) {
                groups.computeIfAbsent(of, k -> new ArrayList<>()).add(file);
            }
        }
        return groups.values().stream().filter(group -> group.size() > 1).toList();
    }

    private static Long ends(VideoSegment segment) {
        byte[] block = new byte[(int) Math.min(ENDS, segment.bytes())];
        CRC32C sum = new CRC32C();
        try (RandomAccessFile file = new RandomAccessFile(path(segment).toFile(), "r")) {
            file.readFully(block);
            sum.update(block);
            file.seek(Math.max(0, segment.bytes() - block.length));
            file.readFully(block);
            sum.update(block);
            return sum.getValue();
        } catch (IOException e) {
            return null;
        }
    }

    private static String digest(VideoSegment segment) {
        try {
            return FileDigest.sha256(path(segment));
        } catch (IOException e) {
            return null;
        }
    }

    private static Path path(VideoSegment segment) {
        return Path.of(URI.create(segment.uri()));
    }

    /**
     * Recordings that need not be processed, each with the one that it is a copy of. A recording
     * that a run has done is not a copy.
     *
     * @param done whether a run has done a recording
     */
    public Map<ArchiveUnit, ArchiveUnit> copies(Predicate<ArchiveUnit> done) {
        Map<List<Object>, List<ArchiveUnit>> same = new LinkedHashMap<>();
        for (ArchiveUnit recording : work.units()) {
            if (recording.segments().stream().allMatch(file -> groupOf.containsKey(file.uri()))) {
                same.computeIfAbsent(content(recording), k -> new ArrayList<>()).add(recording);
            }
        }
        Map<ArchiveUnit, ArchiveUnit> copies = new LinkedHashMap<>();
        for (List<ArchiveUnit> equal : same.values()) {
            if (equal.size() > 1) {
                ArchiveUnit kept = equal.stream().filter(done).findFirst().orElse(equal.get(0));
                equal.stream()
                        .filter(other -> other != kept && !done.test(other))
                        .forEach(other -> copies.put(other, kept));
            }
        }
        return copies;
    }

    /**
     * The groups of files with the same bytes, without copies: each group is processed more than
     * once.
     *
     * @param copies recordings that are not processed
     */
    public List<List<VideoSegment>> twice(Set<ArchiveUnit> copies) {
        Set<String> leftOut =
                copies.stream()
                        .flatMap(copy -> copy.segments().stream())
                        .map(VideoSegment::uri)
                        .collect(Collectors.toSet());
        return groups.stream()
                .map(group -> group.stream().filter(file -> !leftOut.contains(file.uri())).toList())
                .filter(group -> group.size() > 1)
                .toList();
    }

    private List<Object> content(ArchiveUnit recording) {
        List<Object> content = new ArrayList<>();
        content.add(recording.segments().get(0).camera());
        for (VideoSegment file : recording.segments()) {
            content.add(file.startUs());
            content.add(groupOf.get(file.uri()));
        }
        return content;
    }
}
