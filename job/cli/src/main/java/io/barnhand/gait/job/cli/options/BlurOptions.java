package io.barnhand.gait.job.cli.options;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.catalogue.ModelFile;
import io.barnhand.gait.models.detection.DetectionModel;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** The options that make people unrecognisable. */
public final class BlurOptions {

    @Option(
            names = "--blur-people",
            required = true,
            description =
                    "make the people that the detector finds unrecognisable; it may miss some,"
                            + " so check the video before you show it to others")
    private boolean people;

    @Option(
            names = "--detector",
            required = true,
            paramLabel = "FILE",
            description =
                    "detector that knows persons (.onnx or .pth file, or name, for example"
                            + " yolox-nano)")
    private String detector;

    /**
     * The detector that finds them; to be closed.
     *
     * @param err gets a warning about its file
     * @throws ConfigurationException if it cannot be loaded
     */
    public DetectionModel load(PrintWriter err) {
        ModelFile file = NamedModel.find("--detector", detector, err);
        try {
            return file.loadDetector();
        } catch (ModelException e) {
            throw ConfigurationException.at("--detector", e);
        }
    }
}
