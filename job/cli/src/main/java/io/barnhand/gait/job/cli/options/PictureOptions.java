package io.barnhand.gait.job.cli.options;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.models.image.Box;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say where the horses of a picture are. */
public final class PictureOptions {

    @Option(names = "--bbox", paramLabel = "x1,y1,x2,y2", description = "box around the horse, px")
    private String bbox;

    @Option(
            names = "--detector",
            paramLabel = "FILE",
            description =
                    "find the horses with this detector (.onnx or .pth file, or name), score"
                            + " 0.30 or more")
    private String detector;

    /**
     * Empty where a detector is to find them.
     *
     * @throws ConfigurationException if the value is no box
     */
    public Optional<Box> box() {
        return Optional.ofNullable(bbox).map(PictureOptions::box);
    }

    /** Name or file; of use where no box is given. */
    public String detector() {
        return detector;
    }

    private static Box box(String text) {
        String[] parts = text.split(",");
        double[] values = new double[4];
        try {
            for (int i = 0; i < 4; i++) {
                values[i] = Double.parseDouble(parts[i].strip());
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            parts = new String[0];
        }
        if (parts.length != 4 || !(values[2] > values[0]) || !(values[3] > values[1])) {
            throw new ConfigurationException(
                    String.format(Locale.ROOT, "--bbox is %s, must be four numbers", text),
                    "give x1,y1,x2,y2 in px with x1 < x2 and y1 < y2");
        }
        return new Box(values[0], values[1], values[2], values[3]);
    }
}
