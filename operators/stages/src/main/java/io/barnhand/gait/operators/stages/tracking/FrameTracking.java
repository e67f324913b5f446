package io.barnhand.gait.operators.stages.tracking;

import io.barnhand.gait.models.detection.Detection;
import io.barnhand.gait.models.detection.Detector;
import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.operators.records.FrameFlag;
import io.barnhand.gait.operators.records.TrackEnded;
import io.barnhand.gait.operators.records.UnseenHorse;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.decoding.FrameCondition;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Turns the frames of one recording into crops of its horses.
 *
 * <p>The detector sees the first frame at or after each point of a grid of recording time. Frames
 * in between wait in a {@link FrameBuffer} for the next detection, which then places the tracks
 * into them; see {@link BoxInterpolation}. No box is placed further than twice the grid's step from
 * a detection that found its track. {@link CropCutter} cuts them out.
 *
 * <p>A track is shown once two detections in a row have found it, from its first frame on: a horse
 * that the detector finds only once is never shown, nor is a track that begins at the last
 * detection of a recording.
 *
 * <p>Whether a horse is ridden is decided at a detection and holds until the next one.
 *
 * <p>Identical frames are dropped and flagged on the next one. A frame not later than the one
 * before is dropped. A change of the image's size and a jump of the time stamps end all tracks.
 *
 * <p>The result depends only on the frames and their times, never on how they were cut into
 * segments. Not thread-safe.
 */
public final class FrameTracking {

    static final String LOST = "lost";
    static final String SEGMENT_GAP = "segment_gap";
    static final String TIME_JUMP = "time_jump";
    public static final String SILENCE = "silence";
    public static final String END_OF_RECORDING = "end_of_recording";

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

    /** Frames that wait for the next detection. */
    private final FrameBuffer waiting;

    private final CropCutter cutter;

    private HorseSearch search = new HorseSearch();

    private long taken;
    private long disordered;
    private long duplicates;
    private long detections;

    /**
     * @param state from {@link #snapshot}; its held frames have no pixels until {@link #regain}
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
        waiting = new FrameBuffer(state.older(), state.recent());
        cutter = new CropCutter(camera, recording, settings.margin(), settings.roster());
    }

    /** The state to keep. The next frame is compared with the last by digest after this. */
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
                waiting.olderWithoutPixels(),
                waiting.recentWithoutPixels());
    }

    /** The frames that follow are of another segment. */
    public void beginSegment() {
        search = new HorseSearch();
    }

    /**
     * What the detector saw in the segment instead of a horse; null if one was followed.
     *
     * @param turned whether three turned pictures are also shown to the detector, which is for
     *     recordings that end without a horse
     * @throws io.barnhand.gait.models.ModelException if the network fails
     */
    public UnseenHorse endSegment(boolean turned) {
        UnseenHorse unseen = search.outcome(detector, settings, sought, turned);
        search = new HorseSearch();
        return unseen;
    }

    /** Takes the next frame. */
    public void frame(VideoFrame frame, ClockStatus clock, CropOutput out) {
        long timeUs = frame.timeUs();
        BgrImage image = frame.image();
        taken++;
        if (anchorUs == null) {
            anchorUs = timeUs;
        }
        if (lastUs != null && frame.conditions().contains(FrameCondition.TIME_JUMP)) {
            end(TIME_JUMP, out);
        }
        if (lastUs != null && timeUs <= lastUs) {
            disordered++;
            return;
        }
        if (isLast(image)) {
            duplicates++;
            lastUs = timeUs;
            flagNext(FrameFlag.DUPLICATE_FRAMES.key());
            return;
        }
        if (image.width() != width || image.height() != height) {
            end(LOST, out);
            width = image.width();
            height = image.height();
        }
        last = image;
        lastUs = timeUs;
        FrameFlags.of(frame, clock).forEach(flag -> flagNext(flag.key()));
        FrameBuffer.BufferedFrame added = waiting.add(timeUs, List.copyOf(pendingFlags), image);
        pendingFlags.clear();
        if (detectedUs == null || point(timeUs) > point(detectedUs) || recentIsFull()) {
            detect(added, out);
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
        return waiting.recentBytes() > settings.heldBytes() / 2;
    }

    private long reachUs() {
        return 2 * settings.everyUs();
    }

    private void detect(FrameBuffer.BufferedFrame now, CropOutput out) {
        List<List<Detection>> groups =
                detector.detect(now.image, settings.floor(), sought.groups());
        detections++;
        List<Detection> found =
                groups.get(0).stream().filter(detection -> detection.box().area() >= 1).toList();
        Map<String, Track> before = byId(tracker.tracks());
        long beginUs =
                waiting.recent().stream()
                        .mapToLong(frame -> frame.timeUs)
                        .filter(timeUs -> now.timeUs - timeUs <= reachUs())
                        .findFirst()
                        .orElse(now.timeUs);
        List<Track> lost = tracker.update(now.timeUs, beginUs, found, cutter.rule(now)::side);
        List<Track> after = new ArrayList<>(lost);
        after.addAll(tracker.tracks());
        List<String> riddenNow =
                after.stream()
                        .filter(track -> RiderRule.ridden(groups.get(1), track.box()))
                        .map(Track::id)
                        .toList();
        place(before, after, riddenNow, now);
        Map<String, Track> shown = byId(after);
        shown.values().removeIf(track -> !track.confirmed());
        for (FrameBuffer.BufferedFrame frame : waiting.older()) {
            cutter.cut(frame, shown, id -> !before.get(id).confirmed(), out);
        }
        for (FrameBuffer.BufferedFrame frame : waiting.recent()) {
            cutter.cut(frame, shown, id -> true, out);
        }
        lost.forEach(track -> out.ended(ended(track, now.timeUs, LOST)));
        search.detected(now.image, found, !shown.isEmpty());
        waiting.detected(tracker.tracks().stream().anyMatch(track -> !track.confirmed()));
        detectedUs = now.timeUs;
        ridden = riddenNow;
    }

    /** Places tracks into the frames since the last detection. */
    private void place(
            Map<String, Track> before,
            List<Track> after,
            List<String> riddenNow,
            FrameBuffer.BufferedFrame now) {
        BoxInterpolation boxes =
                new BoxInterpolation(
                        detectedUs == null ? now.timeUs : detectedUs, now.timeUs, reachUs());
        for (FrameBuffer.BufferedFrame frame : waiting.recent()) {
            for (Track track : after) {
                Track known = before.get(track.id());
                List<String> riders = frame == now || known == null ? riddenNow : ridden;
                boolean withRider = riders.contains(track.id());
                if (known == null) {
                    boxes.placeNew(track, frame.timeUs, withRider, frame.boxes);
                } else {
                    boxes.place(known, track, frame.timeUs, withRider, frame.boxes);
                }
            }
        }
    }

    private static Map<String, Track> byId(List<Track> tracks) {
        Map<String, Track> byId = new HashMap<>();
        tracks.forEach(track -> byId.put(track.id(), track));
        return byId;
    }

    private TrackEnded ended(Track track, long timeUs, String reason) {
        return new TrackEnded(camera, recording, track.id(), timeUs, reason);
    }

    /** Segments are missing from here: ends all tracks and flags the next frame. */
    public void gap(CropOutput out) {
        end(SEGMENT_GAP, out);
        flagNext(FrameFlag.SEGMENT_GAP.key());
    }

    /** No frame comes for now: tracks continue through the frames still held, then end. */
    public void end(String reason, CropOutput out) {
        Map<String, Track> shown = byId(tracker.tracks());
        shown.values().removeIf(track -> !track.confirmed());
        for (FrameBuffer.BufferedFrame frame : waiting.recent()) {
            for (Track track : tracker.tracks()) {
                if (track.confirmed()) {
                    boolean withRider = ridden.contains(track.id());
                    BoxInterpolation.carryOn(
                            track, frame.timeUs, reachUs(), withRider, frame.boxes);
                }
            }
            cutter.cut(frame, shown, id -> true, out);
        }
        for (Track track : tracker.tracks()) {
            if (track.confirmed()) {
                out.ended(ended(track, lastUs + 1, reason));
            }
        }
        tracker.clear();
        ridden = List.of();
        waiting.clear();
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
        return waiting.firstUs();
    }

    /** Pixels held, bytes. */
    public long heldBytes() {
        return waiting.bytes();
    }

    /** Event times of the frames held without pixels, µs. */
    public Set<Long> pixelsMissing() {
        return waiting.pixelsMissing();
    }

    /** Gives a held frame its pixels back. */
    public void regain(VideoFrame frame) {
        if (frame.image().width() == width && frame.image().height() == height) {
            waiting.regain(frame);
        }
    }

    /** Gives up held frames whose pixels are lost. */
    public void giveUpMissing() {
        waiting.giveUpMissing();
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
