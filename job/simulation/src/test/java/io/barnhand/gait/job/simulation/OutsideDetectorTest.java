package io.barnhand.gait.job.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.simulation.horse.BodyShape;
import io.barnhand.gait.job.simulation.horse.CoatColour;
import io.barnhand.gait.job.simulation.horse.HorseModel;
import io.barnhand.gait.job.simulation.horse.Stepping;
import io.barnhand.gait.job.simulation.render.Film;
import io.barnhand.gait.job.simulation.render.PinholeCamera;
import io.barnhand.gait.job.simulation.render.RenderTarget;
import io.barnhand.gait.job.simulation.scene.Scene;
import io.barnhand.gait.job.simulation.scene.SceneKind;
import io.barnhand.gait.job.simulation.scene.Staging;
import io.barnhand.gait.models.catalogue.DetectorFamily;
import io.barnhand.gait.models.detection.Detection;
import io.barnhand.gait.models.detection.DetectionModel;
import io.barnhand.gait.models.detection.Detector;
import io.barnhand.gait.models.detection.DetectorTraits;
import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.models.testing.SharedData;
import io.barnhand.gait.models.testing.Slow;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a detector that was trained on photographs makes of the rendered horses. */
@Slow
class OutsideDetectorTest {

    private static final int HORSE = 17;
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final String[] GAITS = {"walk", "trot", "canter_left", "stand"};

    private static DetectionModel model;
    private static final List<HorseModel> SHAPES = new ArrayList<>();

    @BeforeAll
    static void load() {
        model =
                DetectorFamily.YOLOX.load(
                        SharedData.require("golden/yolox/yolox_nano.onnx"),
                        DetectorTraits.unknown());
        for (long seed = 1; seed <= 3; seed++) {
            SHAPES.add(HorseModel.of(BodyShape.of(seed)));
        }
    }

    @AfterAll
    static void close() {
        if (model != null) {
            model.close();
        }
    }

    /** Bars of an aisle and the grey of infrared mislead it: then it says dog. */
    @ParameterizedTest
    @CsvSource({"PADDOCK,0.9", "ARENA,0.9", "AISLE,0.75", "NIGHT,0.65"})
    void shouldBeCalledAHorse(SceneKind kind, double least) {
        SplittableRandom random = new SplittableRandom(kind.ordinal());
        List<Double> scores = new ArrayList<>();
        try (Detector detector = model.newDetector()) {
            for (CoatColour coat : CoatColour.values()) {
                for (int i = 0; i < 2; i++) {
                    BgrImage picture = picture(kind, coat, GAITS[random.nextInt(4)], random);
                    scores.add(
                            detector.detect(picture, .1f, Set.of(HORSE)).stream()
                                    .mapToDouble(Detection::score)
                                    .max()
                                    .orElse(0));
                }
            }
        }
        double found = scores.stream().filter(score -> score >= .5).count();
        assertThat(found / scores.size()).as("%s", scores).isGreaterThanOrEqualTo(least);
    }

    private static BgrImage picture(
            SceneKind kind, CoatColour coat, String name, SplittableRandom random) {
        SyntheticGait gait = CastHorse.gait(name);
        CastHorse horse =
                CastHorse.of(
                        0,
                        SHAPES.get(random.nextInt(SHAPES.size())),
                        coat,
                        gait,
                        SyntheticView.SIDE.seconds(3).seed(random.nextLong() >>> 1),
                        Stepping.COMMON,
                        random.nextBoolean(),
                        0,
                        0);
        double distance = random.nextDouble(4, 8);
        double focal = WIDTH * random.nextDouble(.22, .30) * distance;
        PinholeCamera camera =
                PinholeCamera.standing(
                        distance, random.nextDouble(.8, 1.25), 0, 0, .72, focal, WIDTH, HEIGHT);
        Scene scene = Scene.of(kind, random.nextLong(), camera, Staging.CLEAR);
        RenderTarget frame = new RenderTarget(WIDTH, HEIGHT);
        scene.draw(List.of(horse.at(1.5)), frame);
        byte[] bgr = new byte[3 * WIDTH * HEIGHT];
        new Film(scene.response(), random.nextLong()).develop(List.of(frame), 0, bgr);
        return new BgrImage(WIDTH, HEIGHT, bgr);
    }
}
