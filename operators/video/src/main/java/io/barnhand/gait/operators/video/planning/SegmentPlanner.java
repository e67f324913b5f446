package io.barnhand.gait.operators.video.planning;

import io.barnhand.gait.models.BarnhandException;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.EventTime;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.ConversionCommand;
import io.barnhand.gait.operators.video.container.FileNameText;
import io.barnhand.gait.operators.video.container.FootageFile;
import io.barnhand.gait.operators.video.container.RemoteFiles;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
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
 * epoch) or {@code start} (ISO 8601; without an offset the camera must have a zone), {@code last}
 * (whether it ends its recording). Any other key is an error.
 *
 * <p>Without a sidecar every file is a separate recording, named after the file; files of one
 * camera that share a name are named after their path. The start is the sidecar's, else a time
 * stamp in the name (see {@link FileNameTime}; without an offset in the zone of the camera, or UTC
 * with {@link ClockStatus#ASSUMED_UTC}), else the container's creation time, which some recorders
 * write when they close the file, else 1970 with {@link ClockStatus#UNKNOWN}. A name or a container
 * whose time is none of {@link EventTime} gives none; a sidecar is then refused.
 *
 * <p>The chapters of a camera's recording are segments of one, see {@link CameraChapters}.
 *
 * <p>Segments of one recording are ordered by sequence, or by start if none has a sequence; they
 * must start one after the other.
 */
public final class SegmentPlanner {

    private static final Set<String> EXTENSIONS =
            Set.of(
                    "mp4", "m4v", "mov", "qt", "3gp", "3g2", "mkv", "webm", "avi", "ts", "mts",
                    "m2t", "m2ts", "mpg", "mpeg", "mpe", "vob", "flv", "f4v");

    private final CameraNaming naming;
    private final StartTimes starts;
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
        this(naming, start, CameraZones.UNKNOWN, sidecars, null);
    }

    /**
     * @param naming finds the camera in a path
     * @param start start of every recording, or null to find it for each file
     * @param zones of times without an offset
     * @param sidecars reads sidecar files
     * @param store lists and reads the files of addresses
     * @throws PlanException if footage cannot start then, see {@link EventTime}
     */
    public SegmentPlanner(
            CameraNaming naming,
            Instant start,
            CameraZones zones,
            SidecarReader sidecars,
            RemoteFiles store) {
        this.naming = naming;
        starts = new StartTimes(start, zones);
        this.sidecars = sidecars;
        this.store = store;
    }

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
                                    ConversionCommand.forName(file.toString())
                                            .orElse("move it elsewhere or rename it")));
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
                            + String.join(", ", new TreeSet<>(EXTENSIONS))
                            + found.files().stream()
                                    .flatMap(f -> ConversionCommand.forName(f.toString()).stream())
                                    .findFirst()
                                    .map(", or "::concat)
                                    .orElse(""));
        }
        for (SegmentDraft draft : inRecordings(found, drafts)) {
            recordings.computeIfAbsent(draft.unit(), key -> new ArrayList<>()).add(draft);
        }
        List<VideoSegment> segments = new ArrayList<>();
        recordings.values().forEach(parts -> RecordingOrder.order(parts, segments, dead));
        return new SegmentPlan(List.copyOf(segments), List.copyOf(dead));
    }

    /** The drafts of the files that were found, in their recordings. */
    private List<SegmentDraft> inRecordings(FootageListing found, List<SegmentDraft> drafts) {
        List<SegmentDraft> all = new ArrayList<>(drafts);
        Set<FootageFile> wanted = Set.copyOf(found.files());
        if (found.named()) {
            // A chapter starts where those before it end, whether they are wanted or not.
            found.files().stream()
                    .flatMap(file -> CameraChapters.before(file).stream())
                    .flatMap(file -> draft(file, new ArrayList<>()).stream())
                    .forEach(all::add);
        }
        Set<FootageFile> loose =
                all.stream()
                        .filter(draft -> draft.recording() == null && draft.sequence() == null)
                        .map(SegmentDraft::file)
                        .collect(Collectors.toSet());
        return CameraChapters.joined(withNames(all), loose).stream()
                .filter(draft -> wanted.contains(draft.file()))
                .toList();
    }

    /**
     * The recording of a file that is in none with other files: that which its path names, or its
     * name without the extension.
     *
     * @param path absolute, with {@code /} between its parts
     */
    public String ownRecording(String path) {
        return naming.of(path)
                .map(CameraNaming.PathMatch::recording)
                .orElseGet(() -> CameraNaming.stem(path));
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
            Optional<FileNameText> unreadable = file.nameFault();
            if (unreadable.isPresent()) {
                throw new PlanException(unreadable.get().problem(), unreadable.get().action());
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
            return Optional.of(
                    new SegmentDraft(
                            file,
                            camera,
                            recording,
                            sidecar.sequence(),
                            starts.of(file, sidecar, camera),
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

    /** Names the recordings of files without a sidecar: by stem, or by path if that is taken. */
    private static List<SegmentDraft> withNames(List<SegmentDraft> drafts) {
        Map<String, Integer> taken = new HashMap<>();
        Set<String> explicit = new HashSet<>();
        for (SegmentDraft draft : drafts) {
            if (draft.recording() == null) {
                taken.merge(
                        VideoSegment.unitOf(draft.camera(), CameraNaming.stem(draft.file().path())),
                        1,
                        Integer::sum);
            } else {
                explicit.add(draft.unit());
            }
        }
        return drafts.stream()
                .map(
                        draft -> {
                            if (draft.recording() != null) {
                                return draft;
                            }
                            String stem = CameraNaming.stem(draft.file().path());
                            String key = VideoSegment.unitOf(draft.camera(), stem);
                            boolean alone = taken.get(key) == 1 && !explicit.contains(key);
                            return draft.named(alone ? stem : draft.file().relative());
                        })
                .toList();
    }
}
