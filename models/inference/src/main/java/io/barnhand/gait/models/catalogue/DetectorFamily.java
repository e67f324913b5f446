package io.barnhand.gait.models.catalogue;

import io.barnhand.gait.models.detection.DetectionModel;
import io.barnhand.gait.models.detection.DetectorTraits;
import io.barnhand.gait.models.detection.yolox.YoloxModel;
import java.nio.file.Path;

/** The families of detectors. A new one is a constant here and a package beside YOLOX's. */
public enum DetectorFamily implements ModelFamily {
    YOLOX(YoloxModel::load);

    /** The family of a file that the catalogue does not know. */
    static final DetectorFamily DEFAULT = YOLOX;

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
     * @param traits properties that the file does not hold
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
