package io.barnhand.gait.job.simulation.training;

import io.barnhand.gait.job.simulation.ClipTruth.HorseInFrame;
import io.barnhand.gait.job.simulation.render.PinholeCamera;
import io.barnhand.gait.models.image.Box;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** A whole picture as the detector sees it: letterboxed to the top left of a square of 416 px. */
final class DetectorPicture {

    static final int SIDE = 416;
    private static final byte PADDING = 114;
    private static final int[] HEIGHTS = {234, 234, 234, 312};
    private static final double[] HORSES = {.15, .70, .92, 1};
    private static final double POSTS = .25;

    /** A horse of which less is visible gets no label. */
    private static final double MIN_VISIBLE_SHARE = .30;

    private static final double MIN_SIDE = 14;

    private final byte[] bgr = new byte[3 * SIDE * SIDE];
    private Map<String, Object> line;

    void take(Split split, SplittableRandom random, ModelPool models) {
        int height = HEIGHTS[random.nextInt(HEIGHTS.length)];
        double lot = random.nextDouble();
        int horses = 0;
        while (lot > HORSES[horses]) {
            horses++;
        }
        Subject subject = new Subject(split, random, models, horses, true);
        // A body length of 40 to 200 px at 5 BL.
        double focal = 5 * 40 * Math.pow(5, subject.uniform(0, 1));
        PinholeCamera camera = subject.stand(focal, SIDE, height);
        byte[] part = new byte[3 * SIDE * height];
        List<HorseInFrame> seen = subject.picture(camera, subject.uniform(0, 1) < POSTS, part);
        Arrays.fill(bgr, PADDING);
        System.arraycopy(part, 0, bgr, 0, part.length);
        line = new LinkedHashMap<>();
        Map<Boolean, List<List<Double>>> boxes =
                seen.stream()
                        .collect(
                                Collectors.partitioningBy(
                                        DetectorPicture::labelled,
                                        Collectors.mapping(
                                                DetectorPicture::row, Collectors.toList())));
        line.put("boxes", boxes.get(true));
        line.put("ignored", boxes.get(false));
        line.put("size", List.of(SIDE, height));
        line.put("factors", subject.factors());
    }

    private static boolean labelled(HorseInFrame horse) {
        return horse.visibleShare() >= MIN_VISIBLE_SHARE
                && horse.bbox().width() >= MIN_SIDE
                && horse.bbox().height() >= MIN_SIDE;
    }

    private static List<Double> row(HorseInFrame horse) {
        Box box = horse.bbox();
        return List.of(box.x1(), box.y1(), box.x2(), box.y2());
    }

    byte[] bgr() {
        return bgr;
    }

    Map<String, Object> line() {
        return line;
    }
}
