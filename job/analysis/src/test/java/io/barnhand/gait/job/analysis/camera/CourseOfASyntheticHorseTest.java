package io.barnhand.gait.job.analysis.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.job.analysis.demo.TruthPoses;
import io.barnhand.gait.job.formats.json.SidecarJson;
import io.barnhand.gait.job.simulation.ClipTruth;
import io.barnhand.gait.job.simulation.ClipTruthJson;
import io.barnhand.gait.job.simulation.FootageRequest;
import io.barnhand.gait.job.simulation.RenderedFootage;
import io.barnhand.gait.job.simulation.render.PinholeCamera;
import io.barnhand.gait.models.testing.Slow;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.VideoLimits;
import io.barnhand.gait.operators.video.planning.CameraNaming;
import io.barnhand.gait.operators.video.planning.SegmentPlanner;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures of rendered clips against what is true of them, without a network between. */
@Slow
class CourseOfASyntheticHorseTest {

    private static final int WIDTH = 320;
    private static final int HEIGHT = 120;
    private static final double PX_PER_BL = 50;
    private static final double FPS = 30;

    @TempDir private Path folder;

    @Test
    void aSquareViewIsSquareAndItsHorseAsLargeAsItWasDrawn() throws Exception {
        Clip clip = clip("trot", 0, false, 1.2);
        HorseFigures horse = HorseFigures.of(clip.poses, List.of());
        assertThat(horse.bodyLengthPx()).isCloseTo(PX_PER_BL, within(.06 * PX_PER_BL));
        assertThat(horse.yawDeg(clip.camera.focal())).isLessThan(3);
        assertThat(horse.sizeChange()).isLessThan(.06);
        assertThat(horse.weakestShare()).isGreaterThan(.95);
        double trueSpeed = clip.truth.horse(0).speedBlS() * PX_PER_BL;
        assertThat(horse.speedPxS()).isCloseTo(trueSpeed, within(.12 * trueSpeed));
    }

    @Test
    void theYawOfThePathIsThatOfTheCamera() throws Exception {
        for (double yaw : new double[] {15, -25}) {
            Clip clip = clip("trot", yaw, false, 1.4);
            HorseFigures horse = HorseFigures.of(clip.poses, List.of());
            assertThat(horse.yawDeg(clip.camera.focal())).isCloseTo(Math.abs(yaw), within(4.0));
            // A camera turned to the right sees the right end of the path farther away.
            assertThat(horse.fallPerPx() > 0).isEqualTo(yaw > 0);
        }
    }

    @Test
    void surveyedGroundGivesTheYawAndTheLengthOfTheHorse() throws Exception {
        Clip clip = clip("trot", 15, false, 1.4);
        double metresPerBodyLength = 1.45;
        List<GroundPlane.SurveyedPoint> corners = new ArrayList<>();
        for (double[] c : new double[][] {{-1.5, -.6}, {1.5, -.6}, {1.5, 1.5}, {-1.5, 1.5}}) {
            double[] px = clip.camera.project(c[0], c[1], 0);
            corners.add(
                    new GroundPlane.SurveyedPoint(
                            px[0], px[1], metresPerBodyLength * c[0], metresPerBodyLength * c[1]));
        }
        SurveyedPath path = SurveyedPath.of(GroundPlane.of(corners), clip.poses);
        assertThat(path.yawDeg()).isCloseTo(15, within(3.0));
        assertThat(path.metresPerBodyLength())
                .isCloseTo(metresPerBodyLength, within(.06 * metresPerBodyLength));
    }

    @Test
    void rateJitterAndRepeatedPicturesAreThoseOfTheClip() throws Exception {
        Clip clip = clip("walk", 0, true, 8);
        ClipFigures figures = ClipReading.of(clip.segment(), VideoLimits.DEFAULT, clip.poses);
        List<ClipTruth.FrameTruth> frames = clip.truth.frames();
        long frozen = frames.stream().filter(ClipTruth.FrameTruth::frozen).count();
        assertThat(frozen).as("the clip must have some").isPositive();
        FrameTiming timing = figures.timing();
        assertThat(timing.frames()).isEqualTo(frames.size());
        // Steps are evenly spread from 0.75 to 1.3 of the usual one.
        assertThat(timing.fps()).isCloseTo(FPS / 1.025, within(1.0));
        assertThat(timing.jitterMs()).isCloseTo(.55 / Math.sqrt(12) * 1e3 / FPS, within(.6));
        assertThat(timing.repeatedShare())
                .isCloseTo((double) frozen / frames.size(), within(.5 / frames.size()));
        long doubled = 0;
        for (int i = 1; i < frames.size(); i++) {
            long step = frames.get(i).timeUs() - frames.get(i - 1).timeUs();
            doubled += step > 1.35e6 / FPS ? 1 : 0;
        }
        assertThat(timing.lostShare())
                .isCloseTo((double) doubled / (frames.size() + doubled), within(.005));
        assertThat(figures.width()).isEqualTo(WIDTH);
        assertThat(figures.height()).isEqualTo(HEIGHT);
        assertThat(figures.fault()).isNull();
    }

    private record Clip(Path video, ClipTruth truth, List<HorsePose> poses, PinholeCamera camera) {

        VideoSegment segment() {
            return new SegmentPlanner(CameraNaming.fileStem(), Instant.EPOCH, SidecarJson::read)
                    .plan(video.toString())
                    .segments()
                    .get(0);
        }
    }

    private Clip clip(String gait, double yawDeg, boolean variableRate, double seconds)
            throws Exception {
        FootageRequest request =
                new FootageRequest(
                        List.of(new FootageRequest.Horse(gait, true, 0, 0)),
                        "aisle",
                        0,
                        WIDTH,
                        HEIGHT,
                        PX_PER_BL,
                        seconds,
                        FPS,
                        variableRate,
                        yawDeg,
                        0,
                        11);
        Path video = folder.resolve("clip.mp4");
        Path json = folder.resolve("clip.json");
        new RenderedFootage().render(request, video, json, share -> {});
        ClipTruth truth = ClipTruthJson.read(json);
        ClipTruth.CameraPose c = truth.clip().camera();
        PinholeCamera camera =
                new PinholeCamera(
                        -c.distance() * Math.sin(Math.toRadians(c.yawDeg())),
                        -c.distance() * Math.cos(Math.toRadians(c.yawDeg())),
                        c.height(),
                        Math.toRadians(c.yawDeg()),
                        -Math.toRadians(c.pitchDeg()),
                        Math.toRadians(c.rollDeg()),
                        c.focalPx(),
                        WIDTH,
                        HEIGHT);
        return new Clip(video, truth, TruthPoses.of(truth, "aisle", "made", 0), camera);
    }
}
