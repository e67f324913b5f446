package io.barnhand.gait.job.analysis.overlay;

import io.barnhand.gait.models.detection.ClassNames;
import io.barnhand.gait.models.detection.Detection;
import io.barnhand.gait.models.detection.Detector;
import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.stages.tracking.DetectionSettings;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.decoding.FrameSource;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Frames on which people are made unrecognisable. They are detected as often as the job detects
 * horses; the frames between two detections are held until the second is known and covered where
 * either found somebody, and on the way between. Whom the next detection misses stays covered for
 * half a second.
 *
 * <p>A person whom the detector never finds is not covered.
 */
final class PeopleBlur implements FrameSource {

    /** Low: a fence post that is covered does less harm than a face that is not. */
    private static final float MIN_SCORE = 0.2f;

    private static final long EVERY_US = 165_000;
    private static final long HOLD_US = 500_000;

    /** Added on each side, in widths and heights of the box. */
    private static final double MARGIN = 0.15;

    /** The same where somebody comes or goes, and so may be anywhere near. */
    private static final double COMING_MARGIN = 0.5;

    /** A person goes no further from one detection to the next, in heights. */
    private static final double REACH = 1;

    private final FrameSource frames;
    private final Detector detector;
    private final Set<Integer> persons;
    private final Deque<VideoFrame> ready = new ArrayDeque<>();
    private List<Seen> before = List.of();
    private Long detectedUs;
    private boolean ended;
    private VideoException fault;

    private record Seen(Box box, long timeUs) {}

    /**
     * @param frames whose pixels are changed; closed with this
     * @param detector closed with this
     * @param classes of the detector
     */
    PeopleBlur(FrameSource frames, Detector detector, ClassNames classes) {
        this.frames = frames;
        this.detector = detector;
        persons = persons(classes);
    }

    /**
     * @throws io.barnhand.gait.models.ModelException if the detector does not know persons
     */
    static Set<Integer> persons(ClassNames classes) {
        return classes.indicesOf(Set.of("person"));
    }

    @Override
    public VideoFrame next() {
        if (ready.isEmpty() && !ended) {
            readUpToTheNextDetection();
        }
        VideoFrame frame = ready.poll();
        if (frame == null && fault != null) {
            VideoException thrown = fault;
            fault = null;
            throw thrown;
        }
        return frame;
    }

    private void readUpToTheNextDetection() {
        long bytes = 0;
        boolean due = false;
        while (!due && !ended) {
            VideoFrame frame = read();
            if (frame == null) {
                ended = true;
            } else {
                ready.add(frame);
                bytes += frame.image().pixels().length;
                due =
                        detectedUs == null
                                || frame.timeUs() - detectedUs >= EVERY_US
                                || bytes >= DetectionSettings.HELD_BYTES;
            }
        }
        if (!ready.isEmpty()) {
            cover();
        }
    }

    private VideoFrame read() {
        try {
            return frames.next();
        } catch (VideoException e) {
            fault = e;
            return null;
        }
    }

    private void cover() {
        VideoFrame last = ready.getLast();
        detectedUs = last.timeUs();
        List<Seen> now = new ArrayList<>();
        for (Detection found : detector.detect(last.image(), MIN_SCORE, persons)) {
            now.add(new Seen(found.box(), last.timeUs()));
        }
        List<Box> areas = areas(now);
        for (VideoFrame frame : ready) {
            areas.forEach(area -> Pixelation.cover(frame.image(), area));
        }
        List<Seen> missed =
                before.stream()
                        .filter(seen -> last.timeUs() - seen.timeUs() <= HOLD_US)
                        .filter(seen -> now.stream().noneMatch(other -> near(seen, other)))
                        .toList();
        now.addAll(missed);
        before = now;
    }

    private List<Box> areas(List<Seen> now) {
        List<Box> areas = new ArrayList<>();
        for (Seen there : before) {
            boolean again = false;
            for (Seen here : now) {
                if (near(there, here)) {
                    areas.add(widened(both(there.box(), here.box()), MARGIN));
                    again = true;
                }
            }
            if (!again) {
                areas.add(widened(there.box(), COMING_MARGIN));
            }
        }
        for (Seen here : now) {
            if (before.stream().noneMatch(there -> near(there, here))) {
                areas.add(widened(here.box(), COMING_MARGIN));
            }
        }
        return areas;
    }

    private static boolean near(Seen a, Seen b) {
        double dx = middle(a.box().x1(), a.box().x2()) - middle(b.box().x1(), b.box().x2());
        double dy = middle(a.box().y1(), a.box().y2()) - middle(b.box().y1(), b.box().y2());
        return Math.hypot(dx, dy) <= REACH * Math.max(a.box().height(), b.box().height());
    }

    private static double middle(double from, double to) {
        return (from + to) / 2;
    }

    private static Box both(Box a, Box b) {
        return new Box(
                Math.min(a.x1(), b.x1()),
                Math.min(a.y1(), b.y1()),
                Math.max(a.x2(), b.x2()),
                Math.max(a.y2(), b.y2()));
    }

    private static Box widened(Box box, double margin) {
        double w = margin * box.width();
        double h = margin * box.height();
        return new Box(box.x1() - w, box.y1() - h, box.x2() + w, box.y2() + h);
    }

    @Override
    public void close() {
        frames.close();
        detector.close();
    }
}
