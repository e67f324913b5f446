package io.barnhand.gait.job.cli.options;

import io.barnhand.gait.job.simulation.FootageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The options that say which footage to render. */
public final class FootageOptions {

    private static final Pattern SIZE = Pattern.compile("(\\d{2,4})x(\\d{2,4})");
    private static final double MAX_SECONDS = 3600;
    private static final int MAX_HORSES = 8;
    private static final int MAX_HORSE_FRAMES = 100_000;

    /** Share of the picture's width that a body length takes. */
    private static final double BODY_LENGTH = .19;

    private static final double BETWEEN_PATHS = .9;
    private static final double BETWEEN_HORSES = 1.9;

    @Option(
            names = "--gait",
            defaultValue = "walk",
            description =
                    "walk, trot, canter-left, canter-right or stand; default ${DEFAULT-VALUE}")
    private String gait;

    @Option(
            names = "--horses",
            defaultValue = "1",
            description = "how many, 1 to 8, going by turns to the right and to the left")
    private int horses;

    @Option(
            names = "--seconds",
            defaultValue = "8",
            description = "length; default ${DEFAULT-VALUE}")
    private double seconds;

    @Option(
            names = "--fps",
            defaultValue = "30",
            description = "frames per second; default ${DEFAULT-VALUE}")
    private double fps;

    @Option(
            names = "--size",
            defaultValue = "1280x720",
            description = "of the picture, px, even; default ${DEFAULT-VALUE}")
    private String size;

    @Option(
            names = "--scene",
            defaultValue = "paddock",
            description = "aisle, arena, paddock or night; default ${DEFAULT-VALUE}")
    private String scene;

    @Option(names = "--seed", defaultValue = "1", description = "of everything random")
    private long seed;

    @Option(
            names = "--asymmetry",
            defaultValue = "0",
            paramLabel = "PCT",
            description =
                    "difference between the head's two lowest places in a stride, %% of a body"
                            + " length")
    private double asymmetry;

    @Option(
            names = "--vfr",
            description = "variable frame rate, with frames that are lost and repeated")
    private boolean variableRate;

    /**
     * @throws IllegalArgumentException naming the option whose value cannot be used
     */
    public FootageRequest request() {
        Matcher sides = SIZE.matcher(size);
        require(sides.matches(), "--size is %s; give it as 1280x720", size);
        int width = Integer.parseInt(sides.group(1));
        int height = Integer.parseInt(sides.group(2));
        require(
                width % 2 == 0 && height % 2 == 0 && width >= 64 && height >= 64,
                "--size is %s; give two even numbers of at least 64",
                size);
        require(
                seconds > 0 && seconds <= MAX_SECONDS,
                "--seconds is %s; give more than 0, at most 3600",
                seconds);
        require(fps >= 1 && fps <= 240, "--fps is %s; give 1 to 240", fps);
        require(horses >= 1 && horses <= MAX_HORSES, "--horses is %s; give 1 to 8", horses);
        require(
                seconds * fps * horses <= MAX_HORSE_FRAMES,
                "--seconds times --fps times --horses is %s; give at most 100000, as the truth of all"
                        + " frames is kept until the end",
                seconds * fps * horses);
        require(Math.abs(asymmetry) <= 20, "--asymmetry is %s; give -20 to 20 %%", asymmetry);
        return new FootageRequest(
                cast(),
                scene,
                0,
                width,
                height,
                BODY_LENGTH * width,
                seconds,
                fps,
                variableRate,
                0,
                // The lowest places differ by twice the amplitude.
                asymmetry / 200,
                seed);
    }

    private List<FootageRequest.Horse> cast() {
        boolean stands = gait.equals("stand");
        List<FootageRequest.Horse> cast = new ArrayList<>();
        for (int i = 0; i < horses; i++) {
            double ahead = stands ? BETWEEN_HORSES * (i - .5 * (horses - 1)) : 0;
            cast.add(new FootageRequest.Horse(gait, i % 2 == 0, BETWEEN_PATHS * i, ahead));
        }
        return cast;
    }

    private static void require(boolean holds, String message, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, message, value));
        }
    }
}
