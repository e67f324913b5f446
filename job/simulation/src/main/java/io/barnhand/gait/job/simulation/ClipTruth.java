package io.barnhand.gait.job.simulation;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.records.HorsePose;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The exact truth of a rendered clip. Times are µs from the clip's first frame; a body length (BL)
 * is the distance between the keypoints Neck and Root_of_tail, as gait lines have it.
 *
 * @param notice what the footage is and is not good for
 * @param clip how it was rendered
 * @param horses every horse in it
 * @param frames every frame, in the order of their times
 */
public record ClipTruth(
        String notice, ClipDescription clip, List<HorseTruth> horses, List<FrameTruth> frames) {

    public ClipTruth {
        required(notice, "notice");
        required(clip, "clip");
        horses = List.copyOf(required(horses, "horses"));
        frames = List.copyOf(required(frames, "frames"));
        Set<Integer> ids = new HashSet<>();
        for (HorseTruth horse : horses) {
            if (!ids.add(horse.id())) {
                throw new IllegalArgumentException("horse " + horse.id() + " is there twice");
            }
        }
        long before = Long.MIN_VALUE;
        for (FrameTruth frame : frames) {
            if (frame.timeUs() <= before) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "a frame at %d µs follows one at %d µs: times must rise",
                                frame.timeUs(),
                                before));
            }
            before = frame.timeUs();
            for (HorseInFrame horse : frame.horses()) {
                if (!ids.contains(horse.id())) {
                    throw new IllegalArgumentException(
                            String.format(
                                    Locale.ROOT,
                                    "the frame at %d µs shows horse %d, which is not in the list of horses",
                                    before,
                                    horse.id()));
                }
            }
        }
    }

    /**
     * How the clip was rendered.
     *
     * @param gait of the first horse
     * @param scene name of the place
     * @param seed of everything random
     * @param fps usual frames per second
     * @param vfr whether the time between frames varies
     * @param size of the picture
     * @param frames how many
     * @param seconds length
     * @param asymmetry amplitude of the vertical movement of the head, once a stride, that makes
     *     left and right differ, BL
     * @param camera where it stands
     */
    public record ClipDescription(
            String gait,
            String scene,
            long seed,
            double fps,
            boolean vfr,
            Size size,
            int frames,
            double seconds,
            double asymmetry,
            CameraPose camera) {}

    /** Of a picture, px. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    @JsonPropertyOrder({"width", "height"})
    public record Size(int width, int height) {

        public Size {
            if (width < 1 || height < 1) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "size is [%d, %d], both must be above 0",
                                width,
                                height));
            }
        }
    }

    /**
     * A still pinhole camera.
     *
     * @param distance from the path, BL
     * @param height above the ground, BL
     * @param yawDeg turned out of the square view, degrees
     * @param pitchDeg turned down, degrees
     * @param rollDeg turned about its axis, degrees
     * @param focalPx focal length, px
     */
    public record CameraPose(
            double distance,
            double height,
            double yawDeg,
            double pitchDeg,
            double rollDeg,
            double focalPx) {}

    /**
     * A frame.
     *
     * @param timeUs µs from the first frame
     * @param frozen whether it shows the picture of the frame before once more
     * @param horses those in it, as the picture shows them
     */
    public record FrameTruth(long timeUs, boolean frozen, List<HorseInFrame> horses) {

        public FrameTruth {
            horses = List.copyOf(required(horses, "horses of a frame"));
        }
    }

    /**
     * A horse in a frame.
     *
     * @param id of the horse
     * @param bbox around all of it that lies within the picture, hidden or not, px
     * @param visibleShare share of its outline that is within the picture and not hidden, 0..1
     * @param keypoints those of AP-10K, in its order
     */
    public record HorseInFrame(int id, Box bbox, double visibleShare, List<Keypoint> keypoints) {

        public HorseInFrame {
            required(bbox, "bbox");
            keypoints = List.copyOf(required(keypoints, "keypoints"));
            if (keypoints.size() != HorsePose.KEYPOINTS) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "a horse has %d keypoints, got %d",
                                HorsePose.KEYPOINTS,
                                keypoints.size()));
            }
        }
    }

    /**
     * A keypoint, exact also where it is hidden.
     *
     * @param x px
     * @param y px
     * @param v {@link #VISIBLE}, {@link #OCCLUDED} or {@link #OUTSIDE}
     */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    @JsonPropertyOrder({"x", "y", "v"})
    public record Keypoint(double x, double y, int v) {

        /** Outside the picture. */
        public static final int OUTSIDE = 0;

        /** Hidden by the horse itself, another horse or a thing. */
        public static final int OCCLUDED = 1;

        public static final int VISIBLE = 2;

        public Keypoint {
            if (v < OUTSIDE || v > VISIBLE) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "v of a keypoint is %d, must be 0, 1 or 2", v));
            }
        }
    }

    /** The horse of an id. */
    public HorseTruth horse(int id) {
        return horses.stream().filter(horse -> horse.id() == id).findFirst().orElseThrow();
    }

    static <T> T required(T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }
}
