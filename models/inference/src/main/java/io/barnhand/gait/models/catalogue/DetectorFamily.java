package io.barnhand.gait.models.catalogue;

import io.barnhand.gait.models.detection.DetectionModel;
import io.barnhand.gait.models.detection.DetectorTraits;
import io.barnhand.gait.models.detection.yolox.YoloxModel;
import java.nio.file.Path;

/** The families of detectors. A new one is a constant here and a package beside YOLOX's. */
public enum DetectorFamily implements ModelFamily {
    YOLOX(YoloxModel::load);

    /** That of a file whose family nobody tells. */
    static final DetectorFamily UNTOLD = YOLOX;

    private final DetectorLoader loader;

    DetectorFamily(DetectorLoader loader) {
        this.loader = loader;
    }

    @Override
    public ModelKind kind() {
        return ModelKind.DETECTOR;
    }

    /**
     * Loads a model of the family; the caller closes it.
     *
     * @param traits what the file does not tell
     * @throws io.barnhand.gait.models.ModelException if there is no such file, or it is not such a
     *     model
     */
    public DetectionModel load(Path file, DetectorTraits traits) {
        return loader.load(file, traits);
    }

    private interface DetectorLoader {
        DetectionModel load(Path file, DetectorTraits traits);
    }
}
