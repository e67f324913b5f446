package io.barnhand.gait.operators.stages.tracking;

import io.barnhand.gait.models.pose.PoseCrop;
import io.barnhand.gait.operators.records.FrameFlag;
import io.barnhand.gait.operators.stages.HorseCrop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Cuts the horses of a recording out of its frames, and flags what a crop alone does not show. */
final class CropCutter {

    private static final double OVERLAP_IOU = 0.3;

    private final String camera;
    private final String recording;
    private final double margin;
    private final HorseRoster roster;

    /**
     * @param margin see {@link CropRule}
     * @param roster horses pinned to cameras
     */
    CropCutter(String camera, String recording, double margin, HorseRoster roster) {
        this.camera = camera;
        this.recording = recording;
        this.margin = margin;
        this.roster = roster;
    }

    /** The rule for crops of a frame's size. */
    CropRule rule(FrameBuffer.BufferedFrame frame) {
        return new CropRule(margin, frame.image.width(), frame.image.height());
    }

    /**
     * Cuts the horses of a frame.
     *
     * @param shown tracks that are shown, by their ids: a pinned horse counts among these
     * @param chosen which of them to cut, by their ids
     */
    void cut(
            FrameBuffer.BufferedFrame frame,
            Map<String, Track> shown,
            Predicate<String> chosen,
            CropOutput out) {
        long inView = frame.boxes.stream().filter(box -> shown.containsKey(box.track())).count();
        String pinned = roster.horse(camera, frame.timeUs);
        CropRule rule = rule(frame);
        for (TrackedBox placed : frame.boxes) {
            if (!shown.containsKey(placed.track()) || !chosen.test(placed.track())) {
                continue;
            }
            List<String> flags = new ArrayList<>(frame.flags);
            if (overlaps(placed, frame.boxes)) {
                flags.add(FrameFlag.OVERLAP.key());
            }
            if (placed.ridden()) {
                flags.add(FrameFlag.RIDER.key());
            }
            if (pinned != null && inView > 1) {
                flags.add(FrameFlag.IDENTITY_AMBIGUOUS.key());
            }
            String horse = inView > 1 ? null : pinned;
            rule.crop(placed.box(), placed.side())
                    .ifPresent(
                            transform ->
                                    out.crop(
                                            new HorseCrop(
                                                    camera,
                                                    recording,
                                                    placed.track(),
                                                    horse,
                                                    frame.timeUs,
                                                    rule.width(),
                                                    rule.height(),
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
}
