package io.barnhand.gait.job.cli.picture;

import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.models.pose.Keypoints;
import io.barnhand.gait.models.pose.PoseCrop;
import io.barnhand.gait.models.pose.PoseEstimator;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.stages.HorseCrop;
import io.barnhand.gait.operators.stages.pose.PoseQuantiser;
import java.util.ArrayList;
import java.util.List;

/**
 * Estimates the poses of the horses on a picture, as the job does on a frame.
 *
 * @param finder finds them
 * @param estimator of one thread
 * @param model id of the network
 */
public record PicturePoses(HorseFinder finder, PoseEstimator estimator, String model) {

    /**
     * @param name of the picture
     * @return a pose a horse, in the order in which they were found
     */
    public List<HorsePose> of(String name, BgrImage picture) {
        List<HorseCrop> crops = new ArrayList<>();
        for (HorseFinder.FoundHorse found : finder.find(picture)) {
            crops.add(crop(name, picture, found, crops.size()));
        }
        List<Keypoints> keypoints =
                estimator.estimate(
                        crops.stream()
                                .map(crop -> new PoseCrop(crop.pixels(), crop.transform()))
                                .toList());
        List<HorsePose> poses = new ArrayList<>();
        for (int i = 0; i < crops.size(); i++) {
            poses.add(PoseQuantiser.pose(crops.get(i), keypoints.get(i), model));
        }
        return poses;
    }

    private static HorseCrop crop(
            String name, BgrImage picture, HorseFinder.FoundHorse found, int ordinal) {
        return new HorseCrop(
                "image",
                name,
                name + "/0/" + ordinal,
                null,
                0,
                picture.width(),
                picture.height(),
                found.box(),
                found.score(),
                List.of(),
                found.crop(),
                PoseCrop.cut(picture, found.crop()).pixels());
    }
}
