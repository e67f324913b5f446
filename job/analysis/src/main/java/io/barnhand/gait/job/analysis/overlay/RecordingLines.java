package io.barnhand.gait.job.analysis.overlay;

import com.fasterxml.jackson.databind.JsonNode;
import io.barnhand.gait.job.analysis.results.PoseFiles;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.pipeline.sink.files.LineFiles;
import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.records.FrameFlag;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.Limb;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the records of a run say of one recording, by the time of its frames.
 *
 * <pre>{@code
 * RecordingLines lines = new RecordingLines(video.camera(), video.recording());
 * PoseFiles.forEach("out/poses/run=monday", lines::addPose);
 * LineFiles.forEach("out/gait/run=monday", lines::addPass);
 * LineFiles.forEach("out/strides/run=monday", lines::addStride);
 * }</pre>
 *
 * Those of other recordings are left out. Each method that takes one throws {@link
 * IllegalArgumentException} where it is not such a line, or contradicts one before it.
 */
public final class RecordingLines {

    /** They are written beside the time. */
    private static final Set<String> CLOCK =
            Set.of(FrameFlag.CLOCK_UNKNOWN.key(), FrameFlag.CLOCK_ASSUMED_UTC.key());

    /** Two hours of two horses at 30 frames per second; about 200 MB. */
    private static final int MAX_POSES = 432_000;

    private static final int MAX_NAMES = 8;

    /** Containers round presentation times, Matroska to a millisecond. */
    private static final long TOLERANCE_US = 1000;

    /** The frames within this time decide which way a horse faces. */
    private static final long FACING_US = 250_000;

    private final String camera;
    private final String recording;
    private final NavigableMap<Long, List<HorsePose>> poses = new TreeMap<>();
    private final Map<String, NavigableMap<Long, HorsePose>> tracks = new HashMap<>();
    private final Map<String, List<PassCaption>> passes = new HashMap<>();
    private final Map<String, List<Stance>> stances = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private final Set<String> others = new TreeSet<>();
    private String run;
    private boolean mirrored;
    private int count;

    /**
     * @param camera id, as the job names it
     * @param recording id
     */
    public RecordingLines(String camera, String recording) {
        this.camera = camera;
        this.recording = recording;
    }

    /**
     * Reads what a user names.
     *
     * @param poses file, folder or glob of poses, as JSON lines or Parquet
     * @param gait of gait lines, or null
     * @param strides of stride lines, or null
     * @throws ConfigurationException if there is nothing at a path, a record cannot be used, or
     *     there are poses but none of this recording, or the other lines are of none of their
     *     tracks
     */
    public static RecordingLines read(
            String camera, String recording, String poses, String gait, String strides) {
        RecordingLines lines = new RecordingLines(camera, recording);
        PoseFiles.forEach(poses, lines::addPose);
        if (lines.count == 0 && !lines.others.isEmpty()) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "There are no poses of camera %s, recording %s (the job's names for the video) in %s, only of %s",
                            camera,
                            recording,
                            poses,
                            lines.othersNamed()),
                    "give the poses of this video, or name its camera and recording in a sidecar");
        }
        if (gait != null) {
            LineFiles.forEach(gait, lines::addPass);
            lines.requireTracksOfPoses(lines.passes.keySet(), gait);
        }
        if (strides != null) {
            LineFiles.forEach(strides, lines::addStride);
            lines.requireTracksOfPoses(lines.stances.keySet(), strides);
        }
        return lines;
    }

    private void requireTracksOfPoses(Set<String> named, String path) {
        if (!named.isEmpty() && count > 0 && Collections.disjoint(named, tracks.keySet())) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "The lines in %s are of other tracks than the poses (%s, not %s)",
                            path,
                            Caption.plain(named.iterator().next()),
                            Caption.plain(tracks.keySet().iterator().next())),
                    "give those of the same run");
        }
    }

    private String othersNamed() {
        List<String> named = others.stream().limit(MAX_NAMES).toList();
        return String.join(", ", named) + (others.size() > MAX_NAMES ? " and others" : "");
    }

    /** Takes a pose. */
    public void addPose(HorsePose read) {
        if (!isOurs(read.camera(), read.recording())) {
            if (others.size() <= MAX_NAMES) {
                others.add(Caption.of(read.camera()) + "/" + Caption.of(read.recording()));
            }
            return;
        }
        HorsePose pose = sharingTexts(read);
        HorsePose before =
                tracks.computeIfAbsent(pose.track(), track -> new TreeMap<>())
                        .putIfAbsent(pose.timeUs(), pose);
        if (before != null) {
            if (Arrays.equals(before.keypoints(), pose.keypoints())
                    && before.box().equals(pose.box())) {
                return;
            }
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "track %s has another pose at %d µs already; name the poses of one run",
                            Caption.plain(pose.track()),
                            pose.timeUs()));
        }
        if (++count > MAX_POSES) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "the recording has more than %d poses, which is too many at a time; cut the video",
                            MAX_POSES));
        }
        poses.computeIfAbsent(pose.timeUs(), time -> new ArrayList<>(1)).add(pose);
    }

    /** The texts of a recording's poses are nearly all the same. */
    private HorsePose sharingTexts(HorsePose pose) {
        return new HorsePose(
                camera,
                recording,
                shared(pose.track()),
                shared(pose.horse()),
                pose.timeUs(),
                pose.imageWidth(),
                pose.imageHeight(),
                pose.box(),
                pose.boxScore(),
                pose.keypoints(),
                shared(pose.model()),
                pose.flags().stream().map(this::shared).toList());
    }

    private String shared(String text) {
        return text == null ? null : texts.computeIfAbsent(text, key -> key);
    }

    /** Takes a gait line; those of sliding windows are left out, for they overlap. */
    public void addPass(String line) {
        JsonNode json = LineFields.parse(line);
        if (isOurs(json)) {
            mirrored |= isMirrored(json.path("quality").path("flags"));
            PassCaption.of(json)
                    .ifPresent(
                            pass ->
                                    passes.computeIfAbsent(track(json), t -> new ArrayList<>())
                                            .add(pass));
        }
    }

    /** Takes a stride line. */
    public void addStride(String line) {
        JsonNode json = LineFields.parse(line);
        if (isOurs(json)) {
            mirrored |= isMirrored(json.path("flags"));
            stances.computeIfAbsent(track(json), t -> new ArrayList<>()).add(Stance.of(json));
        }
    }

    /** Whether left and right were exchanged, because the camera's picture is mirrored. */
    private static boolean isMirrored(JsonNode flags) {
        for (JsonNode flag : flags) {
            if (flag.asText().equals(GaitFlag.MIRRORED_CAMERA.key())) {
                return true;
            }
        }
        return false;
    }

    private boolean isOurs(JsonNode line) {
        if (!isOurs(LineFields.text(line, "camera_id"), LineFields.text(line, "recording"))) {
            return false;
        }
        String of = line.path("run").asText();
        if (run != null && !run.equals(of)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "it is of run %s, those before are of run %s; name the lines of one run",
                            Caption.of(of),
                            Caption.of(run)));
        }
        run = of;
        return true;
    }

    private boolean isOurs(String ofCamera, String ofRecording) {
        return camera.equals(ofCamera) && recording.equals(ofRecording);
    }

    private static String track(JsonNode line) {
        return LineFields.text(line, "track_id");
    }

    /** Number of poses of the recording. */
    public int poses() {
        return count;
    }

    String camera() {
        return camera;
    }

    String recording() {
        return recording;
    }

    /** Event time of the first pose, µs; there must be one. */
    long firstUs() {
        return poses.firstKey();
    }

    /** Event time of the last pose, µs; there must be one. */
    long lastUs() {
        return poses.lastKey();
    }

    /**
     * The horses of a frame, in the order of their tracks: those whose poses are nearest to its
     * time, if they are no more than 1 ms away.
     *
     * @param timeUs event time of the frame, µs
     * @param startUs event time of the video's first frame, µs
     */
    List<OverlaidHorse> at(long timeUs, long startUs) {
        Map.Entry<Long, List<HorsePose>> before = poses.floorEntry(timeUs);
        Map.Entry<Long, List<HorsePose>> after = poses.ceilingEntry(timeUs);
        boolean nearerBefore =
                before != null
                        && (after == null || timeUs - before.getKey() <= after.getKey() - timeUs);
        Map.Entry<Long, List<HorsePose>> nearest = nearerBefore ? before : after;
        if (nearest == null || Math.abs(nearest.getKey() - timeUs) > TOLERANCE_US) {
            return List.of();
        }
        return nearest.getValue().stream()
                .sorted((a, b) -> a.track().compareTo(b.track()))
                .map(pose -> horse(pose, startUs))
                .toList();
    }

    private OverlaidHorse horse(HorsePose pose, long startUs) {
        PassCaption pass = null;
        for (PassCaption other : passes.getOrDefault(pose.track(), List.of())) {
            pass = other.covers(pose.timeUs()) ? other : pass;
        }
        Set<Limb> standing = EnumSet.noneOf(Limb.class);
        for (Stance stance : stances.getOrDefault(pose.track(), List.of())) {
            if (stance.covers(pose.timeUs())) {
                standing.add(stance.limb());
            }
        }
        Collection<HorsePose> around =
                tracks.get(pose.track())
                        .subMap(pose.timeUs() - FACING_US, true, pose.timeUs() + FACING_US, true)
                        .values();
        return new OverlaidHorse(
                pose, caption(pose, pass, startUs), Facing.of(around), mirrored, standing);
    }

    private List<String> caption(HorsePose pose, PassCaption pass, long startUs) {
        List<String> caption = new ArrayList<>();
        if (pass != null) {
            caption.add(
                    pass.gait().equals(GaitClass.UNKNOWN)
                            ? "gait unknown"
                            : Caption.of(pass.gait().replace('_', ' ')));
        }
        caption.add(
                pose.horse() == null ? trackName(pose.track(), startUs) : Caption.of(pose.horse()));
        List<String> flags =
                pose.flags().stream()
                        .filter(flag -> !CLOCK.contains(flag))
                        .limit(3)
                        .map(flag -> Caption.of(flag.replace('_', ' ')))
                        .toList();
        caption.addAll(flags);
        return caption;
    }

    /** The track's id without its recording; the job's own, which begin with a time, in seconds. */
    private String trackName(String track, long startUs) {
        String prefix = recording + "/";
        String name = track.startsWith(prefix) ? track.substring(prefix.length()) : track;
        if (name.matches("\\d{1,18}/\\d{1,4}")) {
            int slash = name.indexOf('/');
            double seconds = 1e-6 * (Long.parseLong(name.substring(0, slash)) - startUs);
            return String.format(
                    Locale.ROOT, "track %.1f s/%s", seconds, name.substring(slash + 1));
        }
        return Caption.of("track " + name);
    }
}
