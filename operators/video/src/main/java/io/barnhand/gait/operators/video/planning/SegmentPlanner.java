package io.barnhand.gait.operators.video.planning;

import io.barnhand.gait.models.BarnhandException;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.EventTime;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.FootageFile;
import io.barnhand.gait.operators.video.container.RemoteFiles;
import io.barnhand.gait.operators.video.container.VideoContainer;
import io.barnhand.gait.operators.video.container.VideoException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Plans the segments of a file, a folder (with the folders in it) or a glob. No frame is decoded; a
 * container is opened only if nothing else gives its start.
 *
 * <p>A sidecar {@code clip.mp4.json} beside a video {@code clip.mp4} may hold, each optional:
 * {@code camera}, {@code recording}, {@code sequence} (from 0), {@code start_us} (µs since the
 * epoch) or {@code start} (ISO 8601 with zone), {@code last} (whether it ends its recording). Any
 * other key is an error.
 *
 * <p>Without a sidecar every file is a separate recording, named after the file; files of one
 * camera that share a name are named after their path. The start is the sidecar's, else a time
 * stamp in the name (UTC, see {@link FileNameTime}), else the container's creation time, which some
 * recorders write when they close the file, else 1970 with {@link ClockStatus#UNKNOWN}. A name or a
 * container whose time is none of {@link EventTime} gives none; a sidecar is then refused.
 *
 * <p>Segments of one recording are ordered by sequence, or by start if none has a sequence; they
 * must start one after the other.
 */
public final class SegmentPlanner {

    private static final Set<String> EXTENSIONS =
            Set.of(
                    "mp4", "m4v", "mov", "mkv", "webm", "avi", "ts", "mts", "m2ts", "mpg", "mpeg",
                    "flv");

    private final CameraNaming naming;
    private final Long startUs;
    private final SidecarReader sidecars;
    private final RemoteFiles store;

    /**
     * Plans files on disks only.
     *
     * @param naming finds the camera in a path
     * @param start start of every recording, or null to find it for each file
     * @param sidecars reads sidecar files
     * @throws PlanException if footage cannot start then, see {@link EventTime}
     */
    public SegmentPlanner(CameraNaming naming, Instant start, SidecarReader sidecars) {
        this(naming, start, sidecars, null);
    }

    /**
     * @param naming finds the camera in a path
     * @param start start of every recording, or null to find it for each file
     * @param sidecars reads sidecar files
     * @param store lists and reads the files of addresses
     * @throws PlanException if footage cannot start then, see {@link EventTime}
     */
    public SegmentPlanner(
            CameraNaming naming, Instant start, SidecarReader sidecars, RemoteFiles store) {
        this.naming = naming;
        startUs =
                start == null
                        ? null
                        : EventTime.ofStart(start)
                                .orElseThrow(
                                        () ->
                                                new PlanException(
                                                        "The start of every recording is " + start,
                                                        "give " + EventTime.STARTS));
        this.sidecars = sidecars;
        this.store = store;
    }

    /** A file that becomes a segment; null for what is not (yet) known. */
    private record SegmentDraft(
            FootageFile file,
            String camera,
            String recording,
            Long sequence,
            long startUs,
            boolean clockKnown,
            Boolean last,
            long bytes) {}

    private record StartTime(long us, boolean known) {}

    /**
     * Plans a path.
     *
     * @param path file, folder or glob ({@code * ? [] {}}, {@code **} for folders within folders),
     *     on a disk or, such as {@code s3://barn/clips}, in a store
     * @throws PlanException if there is nothing at the path, no video, more than 100,000 files, or
     *     the store cannot be asked
     */
    public SegmentPlan plan(String path) {
        List<DeadLetter> dead = new ArrayList<>();
        Map<String, List<SegmentDraft>> recordings = new TreeMap<>();
        FootageListing found = FootageListing.find(path, store);
        Set<String> names =
                found.files().stream().map(FootageFile::toString).collect(Collectors.toSet());
        found.unreadable()
                .forEach(
                        (file, why) ->
                                dead.add(
                                        dead(
                                                file,
                                                DeadLetterReason.UNREADABLE_ENTRY,
                                                String.format(
                                                        Locale.ROOT,
                                                        "%s cannot be read (%s)",
                                                        file,
                                                        why),
                                                "check its permissions and its link")));
        List<SegmentDraft> drafts = new ArrayList<>();
        for (FootageFile file : found.files()) {
            if (!found.named() && !isVideoName(file.name())) {
                if (!isSidecar(file, names)) {
                    dead.add(
                            dead(
                                    file.toString(),
                                    DeadLetterReason.NO_VIDEO_NAME,
                                    String.format(
                                            Locale.ROOT,
                                            "%s has no extension of a video file",
                                            file),
                                    "move it elsewhere or rename it"));
                }
                continue;
            }
            draft(file, dead).ifPresent(drafts::add);
        }
        if (drafts.isEmpty() && dead.stream().noneMatch(d -> isVideoName(d.source()))) {
            throw new PlanException(
                    String.format(
                            Locale.ROOT,
                            "There is no video at %s (other files: %d)",
                            path,
                            found.files().size()),
                    "name a folder that holds files with one of the extensions "
                            + String.join(", ", new TreeSet<>(EXTENSIONS)));
        }
        for (SegmentDraft draft : withNames(drafts)) {
            recordings.computeIfAbsent(unit(draft), key -> new ArrayList<>()).add(draft);
        }
        List<VideoSegment> segments = new ArrayList<>();
        recordings.values().forEach(parts -> order(parts, segments, dead));
        return new SegmentPlan(List.copyOf(segments), List.copyOf(dead));
    }

    /** Whether a file's name has the extension of a video. */
    public static boolean isVideoName(String source) {
        return EXTENSIONS.contains(
                source.substring(source.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    private static boolean isSidecar(FootageFile file, Set<String> names) {
        String name = file.toString();
        return name.endsWith(".json") && names.contains(name.substring(0, name.length() - 5));
    }

    private Optional<SegmentDraft> draft(FootageFile file, List<DeadLetter> dead) {
        try {
            if (file.path().indexOf('\0') >= 0) {
                throw new PlanException("its name holds NUL", "rename it");
            }
            Sidecar sidecar = Sidecar.read(file, sidecars);
            Optional<CameraNaming.PathMatch> named = naming.of(file.path());
            String camera = sidecar.camera();
            if (camera == null) {
                camera =
                        named.map(CameraNaming.PathMatch::camera)
                                .orElseThrow(
                                        () ->
                                                new PlanException(
                                                        "the camera pattern finds nothing in its path",
                                                        "widen the pattern or write a sidecar"));
            }
            String recording = sidecar.recording();
            if (recording == null) {
                recording = named.map(CameraNaming.PathMatch::recording).orElse(null);
            }
            StartTime at = start(file, sidecar);
            return Optional.of(
                    new SegmentDraft(
                            file,
                            camera,
                            recording,
                            sidecar.sequence(),
                            at.us,
                            at.known,
                            sidecar.last(),
                            file.bytes()));
        } catch (PlanException e) {
            dead.add(badPlan(file, e.problem(), e.action()));
        } catch (IOException | IllegalArgumentException e) {
            // Stores refuse some names in this way.
            dead.add(badPlan(file, e.getMessage(), "check the file and its sidecar"));
        }
        return Optional.empty();
    }

    private static DeadLetter badPlan(FootageFile file, String problem, String action) {
        return dead(
                file.toString(),
                DeadLetterReason.BAD_PLAN,
                String.format(Locale.ROOT, "%s cannot be planned: %s", file, problem),
                action);
    }

    private static DeadLetter dead(
            String file, DeadLetterReason reason, String problem, String action) {
        return DeadLetter.of(reason, file, BarnhandException.message(problem, action));
    }

    private StartTime start(FootageFile file, Sidecar sidecar) throws IOException {
        if (sidecar.startUs() != null) {
            return new StartTime(sidecar.startUs(), true);
        }
        if (startUs != null) {
            return new StartTime(startUs, true);
        }
        // A name or a container of another time comes from a clock that was never set.
        Optional<Long> found = FileNameTime.find(file.name()).flatMap(EventTime::ofStart);
        if (found.isEmpty()) {
            found = creationTime(file).flatMap(EventTime::ofStart);
        }
        return found.map(us -> new StartTime(us, true)).orElseGet(() -> new StartTime(0, false));
    }

    /**
     * @throws IOException if a store failed: another answer would give the file another time
     */
    private static Optional<Instant> creationTime(FootageFile file) throws IOException {
        try (VideoContainer container = file.container()) {
            return container.creationTime();
        } catch (VideoException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            // The decoder will report the fault.
            return Optional.empty();
        }
    }

    /** Names the recordings of files without a sidecar: by stem, or by path if that is taken. */
    private static List<SegmentDraft> withNames(List<SegmentDraft> drafts) {
        Map<String, Integer> taken = new HashMap<>();
        Set<String> explicit = new HashSet<>();
        for (SegmentDraft draft : drafts) {
            if (draft.recording == null) {
                taken.merge(
                        VideoSegment.unitOf(draft.camera, CameraNaming.stem(draft.file.path())),
                        1,
                        Integer::sum);
            } else {
                explicit.add(unit(draft));
            }
        }
        return drafts.stream()
                .map(
                        draft -> {
                            if (draft.recording != null) {
                                return draft;
                            }
                            String stem = CameraNaming.stem(draft.file.path());
                            String key = VideoSegment.unitOf(draft.camera, stem);
                            boolean alone = taken.get(key) == 1 && !explicit.contains(key);
                            return new SegmentDraft(
                                    draft.file,
                                    draft.camera,
                                    alone ? stem : draft.file.relative(),
                                    draft.sequence,
                                    draft.startUs,
                                    draft.clockKnown,
                                    draft.last,
                                    draft.bytes);
                        })
                .toList();
    }

    private static String unit(SegmentDraft draft) {
        return VideoSegment.unitOf(draft.camera, draft.recording);
    }

    private static void order(
            List<SegmentDraft> parts, List<VideoSegment> segments, List<DeadLetter> dead) {
        boolean sequenced = parts.stream().anyMatch(part -> part.sequence != null);
        List<SegmentDraft> usable = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        for (SegmentDraft part : parts) {
            if (sequenced && part.sequence == null && parts.size() > 1) {
                dead.add(
                        dead(
                                part,
                                DeadLetterReason.NO_SEQUENCE,
                                String.format(
                                        Locale.ROOT,
                                        "%s has no sequence, other segments of its recording %s have",
                                        part.file,
                                        part.recording),
                                "write one into its sidecar"));
            } else if (part.sequence != null && !seen.add(part.sequence)) {
                dead.add(
                        dead(
                                part,
                                DeadLetterReason.DUPLICATE_SEQUENCE,
                                String.format(
                                        Locale.ROOT,
                                        "%s has the sequence %d, which another segment of its recording %s has",
                                        part.file,
                                        part.sequence,
                                        part.recording),
                                "correct its sidecar"));
            } else {
                usable.add(part);
            }
        }
        usable.sort(
                Comparator.<SegmentDraft>comparingLong(
                                part -> part.sequence == null ? 0 : part.sequence)
                        .thenComparingLong(part -> part.startUs));
        List<SegmentDraft> rising = new ArrayList<>();
        for (SegmentDraft part : usable) {
            SegmentDraft before = rising.isEmpty() ? null : rising.get(rising.size() - 1);
            if (before != null && part.startUs <= before.startUs) {
                dead.add(
                        dead(
                                part,
                                DeadLetterReason.NOT_AFTER_THE_LAST,
                                String.format(
                                        Locale.ROOT,
                                        "%s does not start after %s, the segment before it in recording %s",
                                        part.file,
                                        before.file,
                                        part.recording),
                                "write its start into its sidecar"));
            } else {
                rising.add(part);
            }
        }
        for (int i = 0; i < rising.size(); i++) {
            SegmentDraft part = rising.get(i);
            boolean end = i == rising.size() - 1;
            segments.add(
                    new VideoSegment(
                            part.camera,
                            part.recording,
                            part.sequence == null ? i : part.sequence,
                            unit(part),
                            part.file.uri().toString(),
                            part.startUs,
                            part.clockKnown ? ClockStatus.KNOWN : ClockStatus.UNKNOWN,
                            end && !Boolean.FALSE.equals(part.last),
                            null,
                            part.bytes,
                            null));
        }
    }

    private static DeadLetter dead(
            SegmentDraft part, DeadLetterReason reason, String problem, String action) {
        return DeadLetter.of(
                reason,
                part.camera,
                part.recording,
                part.file.toString(),
                BarnhandException.message(problem, action),
                part.clockKnown ? part.startUs : null);
    }
}
