package io.barnhand.gait.operators.video.planning;

import io.barnhand.gait.operators.video.EventTime;
import io.barnhand.gait.operators.video.container.FootageFile;
import io.barnhand.gait.operators.video.container.VideoContainer;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.container.VideoLimits;
import io.barnhand.gait.operators.video.container.VideoStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Joins the chapters into which a camera cuts a recording, see {@link ChapterName}. They follow
 * each other without a gap, and all have the creation time of the first: each starts where the one
 * before it ends. Where that one is not there, or does not say how long it is, the start is not
 * known, and another recording begins.
 */
final class CameraChapters {

    /** Creation times are whole seconds. */
    private static final long TOLERANCE_US = 2_000_000;

    private final Map<SegmentDraft, SegmentDraft> changed = new HashMap<>();

    private CameraChapters() {}

    /** The files of the chapters before this one, as far as they are there without a gap. */
    static List<FootageFile> before(FootageFile file) {
        List<FootageFile> before = new ArrayList<>();
        Optional<FootageFile> at = previous(file);
        while (at.isPresent()) {
            before.add(at.get());
            at = previous(at.get());
        }
        return before;
    }

    private static Optional<FootageFile> previous(FootageFile file) {
        return ChapterName.of(file.name()).map(ChapterName::before).flatMap(file::sibling);
    }

    /**
     * @param drafts with the names of their recordings
     * @param loose those that nothing else puts into a recording
     * @return the same files in the same order
     */
    static List<SegmentDraft> joined(List<SegmentDraft> drafts, Set<FootageFile> loose) {
        Map<String, TreeMap<Integer, SegmentDraft>> recordings = new HashMap<>();
        for (SegmentDraft draft : drafts) {
            if (loose.contains(draft.file())) {
                ChapterName.of(draft.file().name())
                        .ifPresent(
                                name ->
                                        recordings
                                                .computeIfAbsent(
                                                        key(draft, name), k -> new TreeMap<>())
                                                .putIfAbsent(name.number(), draft));
            }
        }
        CameraChapters chapters = new CameraChapters();
        recordings.values().forEach(chapters::join);
        return drafts.stream().map(d -> chapters.changed.getOrDefault(d, d)).toList();
    }

    private static String key(SegmentDraft draft, ChapterName name) {
        String path = draft.file().path();
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        return draft.camera() + "\0" + folder + name.recording();
    }

    private void join(TreeMap<Integer, SegmentDraft> chapters) {
        SegmentDraft first = null;
        SegmentDraft before = null;
        int number = 0;
        for (Map.Entry<Integer, SegmentDraft> chapter : chapters.entrySet()) {
            SegmentDraft draft = chapter.getValue();
            Long endUs = before != null && chapter.getKey() == number + 1 ? endUs(before) : null;
            if (endUs != null && continues(first, draft, endUs)) {
                before =
                        draft.named(before.recording())
                                .startingAt(new StartTime(endUs, before.start().clock(), false));
            } else {
                boolean early = endUs == null && chapter.getKey() > 0;
                first = draft;
                before =
                        early && draft.start().created()
                                ? draft.startingAt(StartTime.UNKNOWN)
                                : draft;
            }
            number = chapter.getKey();
            changed.put(draft, before);
        }
    }

    /**
     * Whether a chapter can be of the same recording: numbers begin anew with every card. Where
     * only the first has been given another start, that cannot be known.
     */
    private static boolean continues(SegmentDraft first, SegmentDraft draft, long endUs) {
        StartTime own = draft.start();
        if (own.created() && !first.start().created()) {
            return true;
        }
        return own.clock() == first.start().clock()
                && own.us() >= first.start().us() - TOLERANCE_US
                && own.us() <= Math.max(endUs, first.start().us()) + TOLERANCE_US;
    }

    /** When a chapter ends, or null. */
    private static Long endUs(SegmentDraft chapter) {
        try (VideoContainer container = chapter.file().container()) {
            Long durationUs = VideoStream.find(container, VideoLimits.DEFAULT).durationUs();
            if (durationUs == null || durationUs > EventTime.LONGEST_US) {
                return null;
            }
            long end = chapter.start().us() + durationUs;
            return EventTime.canStart(end) ? end : null;
        } catch (VideoException e) {
            // The decoder will report the fault.
            return null;
        }
    }
}
