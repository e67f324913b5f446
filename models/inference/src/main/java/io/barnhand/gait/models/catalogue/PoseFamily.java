package io.barnhand.gait.models.catalogue;

import io.barnhand.gait.models.device.Device;
import io.barnhand.gait.models.pose.PoseModel;
import io.barnhand.gait.models.pose.PoseModelOptions;
import io.barnhand.gait.models.pose.rtmpose.RtmPoseModel;
import java.nio.file.Path;

/** The families of pose models. A new one is a constant here and a package beside RTMPose's. */
public enum PoseFamily implements ModelFamily {
    RTMPOSE(RtmPoseModel::load);

    /** The family of a file that the catalogue does not know. */
    static final PoseFamily DEFAULT = RTMPOSE;

    private final PoseLoader loader;

    PoseFamily(PoseLoader loader) {
        this.loader = loader;
    }

    @Override
    public ModelKind kind() {
        return ModelKind.POSE;
    }

    /**
     * Loads a model of the family; the caller closes it.
     *
     * @param device where it runs
     * @throws io.barnhand.gait.models.ModelException if the file is not such a model, or it does
     *     not run on the device
     */
    public PoseModel load(Path file, PoseModelOptions options, Device device) {
        return loader.load(file, options, device);
    }

    private interface PoseLoader {
        PoseModel load(Path file, PoseModelOptions options, Device device);
    }
}
