package io.barnhand.gait.job.cli.picture;

import io.barnhand.gait.models.detection.DetectionModel;
import io.barnhand.gait.models.detection.Detector;
import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.models.image.CropTransform;
import io.barnhand.gait.operators.stages.tracking.CropRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the horses of a picture. */
@FunctionalInterface
public interface HorseFinder {

    /**
     * A horse on a picture.
     *
     * @param box px
     * @param score of the detector, 1 for a box that was given
     * @param crop around it
     */
    record FoundHorse(Box box, float score, CropTransform crop) {}

    List<FoundHorse> find(BgrImage picture);

    /** The box of every picture, taken as it is. */
    static HorseFinder given(Box box) {
        return picture -> List.of(new FoundHorse(box, 1, CropTransform.around(box)));
    }

    /** What a detector finds, with the margin of the job. */
    static HorseFinder detecting(DetectionModel model, Detector detector) {
        Set<Integer> horse = model.classes().indicesOf(Set.of("horse"));
        return picture -> {
            CropRule rule = new CropRule(0.10, picture.width(), picture.height());
            List<FoundHorse> all = new ArrayList<>();
            detector.detect(picture, 0.30f, horse)
                    .forEach(
                            found ->
                                    rule.crop(found.box())
                                            .ifPresent(
                                                    crop ->
                                                            all.add(
                                                                    new FoundHorse(
                                                                            found.box(),
                                                                            found.score(),
                                                                            crop))));
            return all;
        };
    }
}
