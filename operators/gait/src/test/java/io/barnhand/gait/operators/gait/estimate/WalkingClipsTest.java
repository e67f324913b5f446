package io.barnhand.gait.operators.gait.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.models.testing.SharedData;
import io.barnhand.gait.models.testing.Slow;
import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.GaitWindow;
import io.barnhand.gait.operators.gait.measurement.Limbs;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.gait.passes.PassSplitter;
import io.barnhand.gait.operators.gait.settings.GaitSettings;
import io.barnhand.gait.operators.gait.settings.KeypointTraits;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.Limb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Seven ridden horses walking away from a fixed camera, with joints found by another network. */
@Slow
class WalkingClipsTest {

    private static Path folder;
    private static final Map<String, Double> TRUTH = new TreeMap<>();

    @BeforeAll
    static void readTruth() throws IOException {
        folder = SharedData.require("data/footage/walk");
        for (String line : Files.readAllLines(folder.resolve("truth.csv"))) {
            String[] fields = line.split(",");
            if (!fields[0].equals("clip")) {
                TRUTH.put(fields[0].replace(".avi", ""), Double.valueOf(fields[3]));
            }
        }
        assertThat(TRUTH).hasSize(7);
    }

    @Test
    void measuresTheRhythmAndSaysWalkOfEveryClip() {
        GaitEstimator estimator =
                new GaitEstimator(GaitSettings.of(0.3, KeypointTraits.UNVERIFIED));
        int close = 0;
        int lateral = 0;
        for (Map.Entry<String, Double> clip : TRUTH.entrySet()) {
            GaitRecord record = estimator.pass(poses(clip.getKey()), false).record();

            assertThat(record.gait().name()).as(clip.getKey()).isEqualTo(GaitClass.WALK);
            double error =
                    Math.abs(record.metrics().pace().strideFreqHz().value() / clip.getValue() - 1);
            assertThat(error).as(clip.getKey()).isLessThan(0.04);
            close += error < 0.03 ? 1 : 0;
            assertThat(record.window().direction()).isEqualTo(GaitWindow.IMAGE_LEFT);
            assertThat(record.window().nStrides()).as(clip.getKey()).isBetween(2.0, 3.3);
            lateral += Math.abs(record.metrics().placement().lap().value() - 0.26) < 0.09 ? 1 : 0;
        }
        assertThat(close).isGreaterThanOrEqualTo(6);
        assertThat(lateral).isGreaterThanOrEqualTo(6);
    }

    @Test
    void findsTheDutyFactorOfAWalkWhereItIsSeenBest() {
        GaitEstimator estimator =
                new GaitEstimator(GaitSettings.of(0.3, KeypointTraits.UNVERIFIED));
        for (String clip : List.of("walk-lego", "walk-bogie")) {
            Limbs duty =
                    estimator.pass(poses(clip), false).record().metrics().stance().dutyFactor();
            double mean = 0;
            for (Limb limb : Limb.values()) {
                mean += duty.of(limb).value() / Limb.COUNT;
                assertThat(duty.of(limb).flags()).contains(GaitFlag.DF_UNCALIBRATED);
            }
            // Published for the walk: 0.58 to 0.68; these carry an offset of their own.
            assertThat(mean).as(clip).isBetween(0.56, 0.70);
        }
    }

    @Test
    void claimsNoSpeedOrLengthOfAHorseThatTurnsAway() {
        GaitEstimator estimator =
                new GaitEstimator(GaitSettings.of(0.3, KeypointTraits.UNVERIFIED));
        for (String clip : TRUTH.keySet()) {
            GaitRecord record = estimator.pass(poses(clip), false).record();

            for (Metric metric :
                    List.of(
                            record.metrics().pace().speedBlS(),
                            record.metrics().pace().strideLengthBl())) {
                assertThat(metric.value()).as(clip).isNull();
                assertThat(metric.flags()).as(clip).contains(GaitFlag.OBLIQUE_VIEW);
            }
            assertThat(record.quality().flags())
                    .contains(GaitFlag.OBLIQUE_VIEW, GaitFlag.EDGE_CLIPPED);
        }
    }

    @Test
    void takesEachClipForOnePass() {
        for (String clip : TRUTH.keySet()) {
            assertThat(new PassSplitter(0.3).split(poses(clip))).as(clip).hasSize(1);
        }
    }

    @Test
    void staysWithinTwelvePercentOnTheJointsOfAWeakNetwork() {
        GaitEstimator estimator =
                new GaitEstimator(GaitSettings.of(0.1, KeypointTraits.UNVERIFIED));
        for (long seed = 0; seed < 4; seed++) {
            int close = 0;
            for (Map.Entry<String, Double> clip : TRUTH.entrySet()) {
                GaitRecord record =
                        estimator.pass(spoiled(poses(clip.getKey()), seed), false).record();

                assertThat(record.gait().name()).isIn(GaitClass.WALK, GaitClass.UNKNOWN);
                if (record.metrics().pace().strideFreqHz().value() != null) {
                    double error =
                            record.metrics().pace().strideFreqHz().value() / clip.getValue() - 1;
                    assertThat(Math.abs(error)).as(clip.getKey()).isLessThan(0.12);
                    close += Math.abs(error) < 0.05 ? 1 : 0;
                }
            }
            assertThat(close).isGreaterThanOrEqualTo(5);
        }
    }

    private static List<HorsePose> poses(String clip) {
        return PoseFixtures.read(folder.resolve("poses").resolve(clip + ".jsonl"));
    }

    /** Noise of 2.5 % of the crop, scores about 0.4, limbs exchanged in bursts at crossings. */
    private static List<HorsePose> spoiled(List<HorsePose> poses, long seed) {
        Random random = new Random(seed);
        int[][][] pairs = {{{13, 16}, {12, 15}}, {{7, 10}, {6, 9}}};
        int[] burst = new int[2];
        List<HorsePose> spoiled = new ArrayList<>();
        for (HorsePose pose : poses) {
            float[] k = pose.keypoints().clone();
            double crop = 1.5 * Math.max(pose.box().width(), pose.box().height());
            for (int i = 0; i < HorsePose.KEYPOINTS; i++) {
                k[3 * i] += (float) (0.025 * crop * random.nextGaussian());
                k[3 * i + 1] += (float) (0.025 * crop * random.nextGaussian());
                k[3 * i + 2] =
                        pose.present(i) ? (float) (0.4 + 0.1 * random.nextGaussian()) : Float.NaN;
            }
            for (int p = 0; p < 2; p++) {
                double apart = Math.abs(pose.x(pairs[p][0][0]) - pose.x(pairs[p][0][1]));
                if (burst[p] == 0 && apart < 0.08 * crop && random.nextDouble() < 0.05) {
                    burst[p] = 2 + random.nextInt(4);
                }
                if (burst[p] > 0) {
                    burst[p]--;
                    for (int[] pair : pairs[p]) {
                        for (int i = 0; i < 3; i++) {
                            float kept = k[3 * pair[0] + i];
                            k[3 * pair[0] + i] = k[3 * pair[1] + i];
                            k[3 * pair[1] + i] = kept;
                        }
                    }
                }
            }
            spoiled.add(
                    new HorsePose(
                            pose.camera(),
                            pose.recording(),
                            pose.track(),
                            pose.horse(),
                            pose.timeUs(),
                            pose.imageWidth(),
                            pose.imageHeight(),
                            pose.box(),
                            pose.boxScore(),
                            k,
                            pose.model(),
                            pose.flags()));
        }
        return spoiled;
    }
}
