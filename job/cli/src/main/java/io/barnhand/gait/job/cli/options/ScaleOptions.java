package io.barnhand.gait.job.cli.options;

import io.barnhand.gait.job.analysis.camera.GroundPlane;
import io.barnhand.gait.job.analysis.camera.ScaleReference;
import io.barnhand.gait.job.analysis.camera.ScaleReference.SurveyedGround;
import io.barnhand.gait.job.analysis.camera.ScaleReference.TapedLength;
import io.barnhand.gait.job.configuration.ConfigurationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that give the scale of a camera: a taped length, or points of the floor. */
public final class ScaleOptions {

    private static final int GROUND_POINTS = 4;

    private static final class Taped {
        @Option(
                names = "--taped-length",
                required = true,
                paramLabel = "METRES",
                description = "of something that lies along the horse's path")
        private double metres;

        @Option(
                names = "--between",
                required = true,
                paramLabel = "x1,y1,x2,y2",
                description = "its ends in the picture, px")
        private String between;
    }

    @ArgGroup(exclusive = false)
    private Taped taped;

    @Option(
            names = "--ground",
            paramLabel = "x,y=X,Y",
            description =
                    "a point of the floor, px, and its place, m; give four, corners of a rectangle"
                            + " around the path")
    private List<String> ground = new ArrayList<>();

    /**
     * @throws ConfigurationException if the values give no scale
     */
    public ScaleReference reference() {
        return ground.isEmpty() ? new TapedLength(pxPerMetre()) : new SurveyedGround(plane());
    }

    private double pxPerMetre() {
        if (!(taped.metres >= 0.1 && taped.metres <= 100)) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "--taped-length is %s, must be 0.1 to 100 metres",
                            taped.metres),
                    "give the length in metres");
        }
        double px =
                fourNumbers(taped.between)
                        .map(ends -> Math.hypot(ends[2] - ends[0], ends[3] - ends[1]))
                        .orElse(0.0);
        if (!(px >= 1)) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "--between is %s, must be two different points",
                            taped.between),
                    "give x1,y1,x2,y2 in px");
        }
        return px / taped.metres;
    }

    private GroundPlane plane() {
        if (ground.size() != GROUND_POINTS) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "--ground is given %d times, must be given 4 times",
                            ground.size()),
                    "give the four corners of a rectangle around the path");
        }
        List<GroundPlane.SurveyedPoint> points = ground.stream().map(ScaleOptions::point).toList();
        try {
            return GroundPlane.of(points);
        } catch (ConfigurationException e) {
            throw ConfigurationException.at("--ground", e);
        }
    }

    private static GroundPlane.SurveyedPoint point(String text) {
        return Optional.of(text)
                .filter(given -> given.matches("[^=,]+,[^=,]+=[^=,]+,[^=,]+"))
                .flatMap(given -> fourNumbers(given.replace('=', ',')))
                .map(p -> new GroundPlane.SurveyedPoint(p[0], p[1], p[2], p[3]))
                .orElseThrow(
                        () ->
                                new ConfigurationException(
                                        String.format(
                                                Locale.ROOT,
                                                "--ground is %s, must be four numbers",
                                                text),
                                        "give x,y=X,Y: px in the picture, metres on the floor"));
    }

    /** Four finite numbers between commas. */
    private static Optional<double[]> fourNumbers(String text) {
        try {
            double[] numbers =
                    Arrays.stream(text.split(",", -1))
                            .mapToDouble(part -> Double.parseDouble(part.strip()))
                            .toArray();
            boolean finite = Arrays.stream(numbers).allMatch(Double::isFinite);
            return finite && numbers.length == 4 ? Optional.of(numbers) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
