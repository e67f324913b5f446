package io.barnhand.gait.operators.stages.tracking;

import io.barnhand.gait.models.detection.Detection;
import io.barnhand.gait.models.detection.Detector;
import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.models.pose.PoseCrop;
import io.barnhand.gait.operators.records.FrameFlags;
import io.barnhand.gait.operators.records.TrackEnded;
import io.barnhand.gait.operators.stages.HorseCrop;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Turns the frames of one recording into crops of its horses.
 *
 * <p>The detector sees the first frame at or after each point of a grid of recording time. Frames
 * in between are held until the next detection, then boxes are interpolated linearly between the
 * two. A track that begins at a detection is placed into the frames held since the one before, at a
 * constant box; one that a detection misses goes on for that interval as predicted, then pauses
 * until it is found again, from the predicted to the found box. No box is placed further than twice
 * the grid's step from a detection that found its track.
 *
 * <p>A track is shown once two detections in a row have found it, from its first frame on: what a
 * detector sees once only is never shown, and a track that begins at the very last detection of a
 * recording is not either.
 *
 * <p>Whether a horse is ridden is decided at a detection and holds until the next one.
 *
 * <p>Identical frames are dropped and flagged on the next one. A frame not later than the one
 * before is dropped. A change of the image's size ends all tracks.
 *
 * <p>What it does depends on the frames and their times alone, never on how they were cut into
 * segments. Not thread-safe.
 */
public final class FrameTracking {

    static final String LOST = "lost";
    static final String SEGMENT_GAP = "segment_gap";
    public static final String SILENCE = "silence";
    public static final String END_OF_RECORDING = "end_of_recording";

    private static final double OVERLAP_IOU = 0.3;

    private static final class Held {
        final long timeUs;
        final List<String> flags;
        final List<TrackedBox> boxes;
        BgrImage image;

        Held(long timeUs, List<String> flags, List<TrackedBox> boxes, BgrImage image) {
            this.timeUs = timeUs;
            this.flags = flags;
            this.boxes = new ArrayList<>(boxes);
            this.image = image;
        }

        HeldFrame withoutPixels() {
            return new HeldFrame(timeUs, flags, List.copyOf(boxes));
        }
    }

    private final String camera;
    private final String recording;
    private final DetectionSettings settings;
    private final Detector detector;
    private final SoughtClasses sought;
    private final HorseTracker tracker;

    private Long anchorUs;
    private Long lastUs;
    private long lastDigest;
    private BgrImage last;
    private int width;
    private int height;
    private List<String> pendingFlags;
    private Long detectedUs;
    private List<String> ridden;
    private List<Held> older = new ArrayList<>();
    private List<Held> recent = new ArrayList<>();

    private long taken;
    private long disordered;
    private long duplicates;
    private long detections;

    /**
     * @param state what was remembered; frames held then have no pixels until {@link #regain}
     */
    public FrameTracking(
            String camera,
            String recording,
            DetectionSettings settings,
            Detector detector,
            SoughtClasses sought,
            TrackingState state) {
        this.camera = camera;
        this.recording = recording;
        this.settings = settings;
        this.detector = detector;
        this.sought = sought;
        this.tracker =
                new HorseTracker(
                        recording,
                        settings.score(),
                        settings.bufferUs(),
                        settings.maxHorses(),
                        state.tracks());
        anchorUs = state.anchorUs();
        lastUs = state.lastUs();
        lastDigest = state.lastDigest();
        width = state.width();
        height = state.height();
        pendingFlags = new ArrayList<>(state.pendingFlags());
        detectedUs = state.detectedUs();
        ridden = state.ridden();
        state.older().forEach(f -> older.add(new Held(f.timeUs(), f.flags(), f.boxes(), null)));
        state.recent().forEach(f -> recent.add(new Held(f.timeUs(), f.flags(), f.boxes(), null)));
    }

    /** What must be remembered. The next frame is compared with the last by digest after this. */
    public TrackingState snapshot() {
        if (last != null) {
            lastDigest = digest(last.pixels());
            last = null;
        }
        return new TrackingState(
                anchorUs,
                lastUs,
                lastDigest,
                width,
                height,
                List.copyOf(pendingFlags),
                detectedUs,
                tracker.tracks(),
                ridden,
                older.stream().map(Held::withoutPixels).toList(),
                recent.stream().map(Held::withoutPixels).toList());
    }

    /** Takes the next frame. */
    public void frame(VideoFrame frame, ClockStatus clock, CropOutput out) {
        long timeUs = frame.timeUs();
        BgrImage image = frame.image();
        taken++;
        if (anchorUs == null) {
            anchorUs = timeUs;
        }
        if (lastUs != null && timeUs <= lastUs) {
            disordered++;
            return;
        }
        if (isLast(image)) {
            duplicates++;
            lastUs = timeUs;
            flagNext(FrameFlags.DUPLICATE_FRAMES);
            return;
        }
        if (image.width() != width || image.height() != height) {
            end(LOST, out);
            width = image.width();
            height = image.height();
        }
        last = image;
        lastUs = timeUs;
        switch (clock) {
            case KNOWN -> {}
            case UNKNOWN -> flagNext(FrameFlags.CLOCK_UNKNOWN);
            case OFF -> flagNext(FrameFlags.CLOCK_OFF);
        }
        Held held = new Held(timeUs, List.copyOf(pendingFlags), List.of(), image);
        pendingFlags.clear();
        recent.add(held);
        if (detectedUs == null || point(timeUs) > point(detectedUs) || recentIsFull()) {
            detect(held, out);
        }
    }

    private boolean isLast(BgrImage image) {
        if (lastUs == null || image.width() != width || image.height() != height) {
            return false;
        }
        return last != null
                ? Arrays.equals(last.pixels(), image.pixels())
                : lastDigest == digest(image.pixels());
    }

    private static long digest(byte[] pixels) {
        CRC32 one = new CRC32();
        CRC32C other = new CRC32C();
        one.update(pixels);
        other.update(pixels);
        return one.getValue() << 32 | other.getValue();
    }

    private void flagNext(String flag) {
        if (!pendingFlags.contains(flag)) {
            pendingFlags.add(flag);
        }
    }

    private long point(long timeUs) {
        return Math.floorDiv(timeUs - anchorUs, settings.everyUs());
    }

    /** Half of the bytes are for the frames before, which may wait for a confirmation. */
    private boolean recentIsFull() {
        return bytes(recent) > settings.heldBytes() / 2;
    }

    private static long bytes(List<Held> frames) {
        return frames.stream()
                .filter(frame -> frame.image != null)
                .mapToLong(frame -> frame.image.pixels().length)
                .sum();
    }

    private long reachUs() {
        return 2 * settings.everyUs();
    }

    private CropRule rule() {
        return new CropRule(settings.margin(), width, height);
    }

    private void detect(Held now, CropOutput out) {
        List<List<Detection>> groups =
                detector.detect(now.image, settings.floor(), sought.groups());
        detections++;
        List<Detection> found =
                groups.get(0).stream().filter(detection -> detection.box().area() >= 1).toList();
        Map<String, Track> before = byId(tracker.tracks());
        long beginUs =
                recent.stream()
                        .mapToLong(frame -> frame.timeUs)
                        .filter(timeUs -> now.timeUs - timeUs <= reachUs())
                        .findFirst()
                        .orElse(now.timeUs);
        List<Track> lost = tracker.update(now.timeUs, beginUs, found, rule()::side);
        List<Track> after = new ArrayList<>(lost);
        after.addAll(tracker.tracks());
        List<String> riddenNow =
                after.stream()
                        .filter(track -> RiderRule.ridden(groups.get(1), track.box()))
                        .map(Track::id)
                        .toList();
        for (Held frame : recent) {
            for (Track track : after) {
                boolean atDetection = frame == now || !before.containsKey(track.id());
                TrackedBox box =
                        place(
                                track,
                                before.get(track.id()),
                                frame.timeUs,
                                now.timeUs,
                                (atDetection ? riddenNow : ridden).contains(track.id()));
                if (box != null) {
                    frame.boxes.add(box);
                }
            }
        }
        Map<String, Track> shown = byId(after);
        shown.values().removeIf(track -> !track.confirmed());
        for (Held frame : older) {
            emit(frame, shown, id -> !before.get(id).confirmed(), out);
        }
        for (Held frame : recent) {
            emit(frame, shown, id -> true, out);
        }
        lost.forEach(track -> out.ended(ended(track, now.timeUs, LOST)));
        boolean waiting = tracker.tracks().stream().anyMatch(track -> !track.confirmed());
        older = waiting ? recent : new ArrayList<>();
        recent = new ArrayList<>();
        detectedUs = now.timeUs;
        ridden = riddenNow;
    }

    private static Map<String, Track> byId(List<Track> tracks) {
        Map<String, Track> byId = new HashMap<>();
        tracks.forEach(track -> byId.put(track.id(), track));
        return byId;
    }

    /** Where a track is in a frame between the last detection and this one; null for nowhere. */
    private TrackedBox place(
            Track track, Track before, long timeUs, long nowUs, boolean withRider) {
        if (before == null) {
            return nowUs - timeUs <= reachUs()
                    ? new TrackedBox(
                            track.id(), track.box(), track.size().side(), track.score(), withRider)
                    : null;
        }
        boolean visible =
                switch (track.misses()) {
                    case 0 -> before.misses() == 0 || nowUs - timeUs <= reachUs();
                    case 1 -> timeUs - track.matchedUs() <= reachUs();
                    default -> false;
                };
        if (!visible) {
            return null;
        }
        double share = (double) (timeUs - detectedUs) / (nowUs - detectedUs);
        double side =
                before.size().side() * Math.pow(track.size().side() / before.size().side(), share);
        return new TrackedBox(
                track.id(),
                between(before.box(), track.box(), share),
                side,
                share < 0.5 ? before.score() : track.score(),
                withRider);
    }

    private static Box between(Box a, Box b, double share) {
        return new Box(
                a.x1() + share * (b.x1() - a.x1()),
                a.y1() + share * (b.y1() - a.y1()),
                a.x2() + share * (b.x2() - a.x2()),
                a.y2() + share * (b.y2() - a.y2()));
    }

    private interface Chosen {
        boolean test(String trackId);
    }

    private void emit(Held frame, Map<String, Track> shown, Chosen chosen, CropOutput out) {
        long inView = frame.boxes.stream().filter(box -> shown.containsKey(box.track())).count();
        String pinned = settings.roster().horse(camera, frame.timeUs);
        for (TrackedBox placed : frame.boxes) {
            if (!shown.containsKey(placed.track()) || !chosen.test(placed.track())) {
                continue;
            }
            List<String> flags = new ArrayList<>(frame.flags);
            if (overlaps(placed, frame.boxes)) {
                flags.add(FrameFlags.OVERLAP);
            }
            if (placed.ridden()) {
                flags.add(FrameFlags.RIDER);
            }
            if (pinned != null && inView > 1) {
                flags.add(FrameFlags.IDENTITY_AMBIGUOUS);
            }
            String horse = inView > 1 ? null : pinned;
            rule().crop(placed.box(), placed.side())
                    .ifPresent(
                            transform ->
                                    out.crop(
                                            new HorseCrop(
                                                    camera,
                                                    recording,
                                                    placed.track(),
                                                    horse,
                                                    frame.timeUs,
                                                    width,
                                                    height,
                                                    placed.box(),
                                                    placed.score(),
                                                    List.copyOf(flags),
                                                    transform,
                                                    PoseCrop.cut(frame.image, transform)
                                                            .pixels())));
        }
    }

    private static boolean overlaps(TrackedBox placed, List<TrackedBox> boxes) {
        return boxes.stream()
                .anyMatch(
                        other ->
                                !other.track().equals(placed.track())
                                        && other.box().iou(placed.box()) > OVERLAP_IOU);
    }

    private TrackEnded ended(Track track, long timeUs, String reason) {
        return new TrackEnded(camera, recording, track.id(), timeUs, reason);
    }

    /** Segments are missing from here: ends all tracks and flags the next frame. */
    public void gap(CropOutput out) {
        end(SEGMENT_GAP, out);
        flagNext(FrameFlags.SEGMENT_GAP);
    }

    /** Nothing comes for now: tracks go on through the frames still held, then end. */
    public void end(String reason, CropOutput out) {
        Map<String, Track> shown = byId(tracker.tracks());
        shown.values().removeIf(track -> !track.confirmed());
        for (Held frame : recent) {
            for (Track track : tracker.tracks()) {
                long sinceUs = frame.timeUs - track.matchedUs();
                if (track.confirmed() && track.misses() == 0 && sinceUs <= reachUs()) {
                    frame.boxes.add(
                            new TrackedBox(
                                    track.id(),
                                    track.motion().moved(track.box(), sinceUs / 1e6),
                                    track.size().side(),
                                    track.score(),
                                    ridden.contains(track.id())));
                }
            }
            emit(frame, shown, id -> true, out);
        }
        for (Track track : tracker.tracks()) {
            if (track.confirmed()) {
                out.ended(ended(track, lastUs + 1, reason));
            }
        }
        tracker.clear();
        ridden = List.of();
        older.clear();
        recent.clear();
    }

    /** Event time of the first frame, µs, or null before it. */
    public Long anchorUs() {
        return anchorUs;
    }

    /** Event time of the last frame, µs, or null before the first. */
    public Long lastUs() {
        return lastUs;
    }

    /** Event time of the oldest frame held, µs, or null where none is. */
    public Long firstHeldUs() {
        List<Held> frames = older.isEmpty() ? recent : older;
        return frames.isEmpty() ? null : frames.get(0).timeUs;
    }

    /** Pixels held, bytes. */
    public long heldBytes() {
        return bytes(older) + bytes(recent);
    }

    /** Event times of the frames held without pixels, µs. */
    public Set<Long> pixelsMissing() {
        Set<Long> times = new HashSet<>();
        older.stream().filter(frame -> frame.image == null).forEach(f -> times.add(f.timeUs));
        recent.stream().filter(frame -> frame.image == null).forEach(f -> times.add(f.timeUs));
        return times;
    }

    /** Gives a held frame its pixels back. */
    public void regain(VideoFrame frame) {
        for (List<Held> frames : List.of(older, recent)) {
            for (Held held : frames) {
                if (held.timeUs == frame.timeUs()
                        && frame.image().width() == width
                        && frame.image().height() == height) {
                    held.image = frame.image();
                }
            }
        }
    }

    /** Gives up held frames whose pixels cannot be had any more. */
    public void giveUpMissing() {
        older.removeIf(frame -> frame.image == null);
        recent.removeIf(frame -> frame.image == null);
    }

    /** Frames given, those that were dropped among them. */
    public long taken() {
        return taken;
    }

    /** Tracks that are shown and have not ended. */
    public int shown() {
        return (int) tracker.tracks().stream().filter(Track::confirmed).count();
    }

    /** Frames dropped because they were not later than the one before. */
    public long disordered() {
        return disordered;
    }

    /** Frames dropped because they were identical to the one before. */
    public long duplicates() {
        return duplicates;
    }

    /** Frames that the detector has seen. */
    public long detections() {
        return detections;
    }
}
