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
    List<Detection> detect(BgrImage image, float floor, Set<Integer> accepted);

    @Override
    void close();
}
