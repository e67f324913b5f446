package io.barnhand.gait.models.detection;

import io.barnhand.gait.models.image.BgrImage;
import java.util.List;
import java.util.Set;

/** Finds objects in pictures. Not thread-safe: one per thread; the weights behind it are shared. */
public interface Detector extends AutoCloseable {

    /**
     * Objects of the accepted classes, best score first, after class-agnostic non-maximum
     * suppression among them.
     *
     * @param image picture of any size
     * @param floor lowest score reported, 0..1
     * @param accepted class indices to report
     * @throws io.barnhand.gait.models.ModelException if the network fails
     */
    default List<Detection> detect(BgrImage image, float floor, Set<Integer> accepted) {
        return detect(image, floor, List.of(accepted)).get(0);
    }

    /**
     * Objects of several groups of classes from one network call, each group as if it were the only
     * one: a rider does not suppress the horse.
     *
     * @param image picture of any size
     * @param floor lowest score reported, 0..1
     * @param groups class indices to report, by group
     * @return {@code [groups]} objects of each group, best score first
     * @throws io.barnhand.gait.models.ModelException if the network fails
     */
    List<List<Detection>> detect(BgrImage image, float floor, List<Set<Integer>> groups);

    @Override
    void close();
}
