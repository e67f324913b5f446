package io.barnhand.gait.job.analysis.demo;

import io.barnhand.gait.job.formats.json.GaitLine;
import io.barnhand.gait.job.simulation.ClipTruth;
import io.barnhand.gait.job.simulation.FootageRequest;
import io.barnhand.gait.job.simulation.HorseTruth;
import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.Limb;
import io.barnhand.gait.operators.synthetic.SyntheticTruth.Heights;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A clip of 4 s at 10 frames per second, in which two trotting horses cross, in round numbers: 1.25
 * strides a second, 2.5 BL/s, duty factor 0.4. Its truth, and what a run might have written of it.
 */
final class DemoRecords {

    static final DemoClip CLIP =
            new DemoClip(
                    "arena",
                    "trot",
                    new FootageRequest(
                            List.of(), "arena", 0, 1000, 400, 100, 4, 10, false, 0, 0, 1));

    static final long START_MS = DemoClip.startUs() / 1000;

    private static final long STRIDE_US = 800_000;
    private static final int FRAMES = 40;

    private DemoRecords() {}

    static ClipTruth truth() {
        List<ClipTruth.FrameTruth> frames = new ArrayList<>();
        for (int i = 0; i < FRAMES; i++) {
            frames.add(
                    new ClipTruth.FrameTruth(
                            100_000L * i, false, List.of(horse(0, i), horse(1, i))));
        }
        return new ClipTruth(
                "made for a test",
                new ClipTruth.ClipDescription(
                        "trot",
                        "arena",
                        1,
                        10,
                        false,
                        new ClipTruth.Size(1000, 400),
                        FRAMES,
                        4,
                        0,
                        new ClipTruth.CameraPose(8, 1, 0, 0, 0, 800)),
                List.of(horse(0, "right", "bay"), horse(1, "left", "grey")),
                frames);
    }

    /** Where a horse is in a frame: they meet at x = 500 after 2 s. */
    static Box box(int horse, int frame) {
        double x = horse == 0 ? 20.0 * frame : 800 - 20.0 * frame;
        return new Box(x, 100 + 40 * horse, x + 200, 300 + 40 * horse);
    }

    private static ClipTruth.HorseInFrame horse(int id, int frame) {
        return new ClipTruth.HorseInFrame(
                id,
                box(id, frame),
                1,
                Collections.nCopies(
                        HorsePose.KEYPOINTS,
                        new ClipTruth.Keypoint(1, 2, ClipTruth.Keypoint.VISIBLE)));
    }

    private static HorseTruth horse(int id, String direction, String coat) {
        return new HorseTruth(
                id,
                "trot",
                null,
                direction,
                coat,
                1.25,
                0.8,
                2.5,
                2.0,
                Map.of(
                        Limb.LH, limb(0, 0),
                        Limb.LF, limb(0.5, 400_000),
                        Limb.RH, limb(0.5, 400_000),
                        Limb.RF, limb(0.98, 784_000)),
                new Heights(0, 0),
                new Heights(0, 0));
    }

    private static HorseTruth.ClipLimbTruth limb(double phase, long firstUs) {
        List<Long> on = new ArrayList<>();
        List<Long> off = new ArrayList<>();
        for (long time = firstUs; time <= 4_000_000; time += STRIDE_US) {
            on.add(time);
            off.add(time + 320_000);
        }
        return new HorseTruth.ClipLimbTruth(phase, 0.4, on, off);
    }

    /** A pose of a track whose box is that of a horse in that frame, a little off. */
    static HorsePose pose(String track, int frame, int horse) {
        Box box = box(horse, frame);
        return pose(track, frame, new Box(box.x1() + 5, box.y1() - 5, box.x2(), box.y2()));
    }

    static HorsePose pose(String track, int frame, Box box) {
        return new HorsePose(
                CLIP.camera(),
                CLIP.recording(),
                track,
                null,
                DemoClip.startUs() + 100_000L * frame,
                1000,
                400,
                box,
                0.9f,
                new float[3 * HorsePose.KEYPOINTS],
                "test",
                List.of());
    }

    /** A complete track on one horse. */
    static List<HorsePose> track(String track, int horse) {
        List<HorsePose> poses = new ArrayList<>();
        for (int i = 0; i < FRAMES; i++) {
            poses.add(pose(track, i, horse));
        }
        return poses;
    }

    /**
     * A gait line of a pass over the complete clip.
     *
     * @param metrics members of the line, such as {@code "stride_freq_hz": {...}}
     */
    static GaitRecord line(String track, String gait, String metrics) {
        return GaitLine.read(text(track, gait, metrics));
    }

    /** The line itself. */
    static String text(String track, String gait, String metrics) {
        return String.format(
                Locale.ROOT,
                """
                        {"schema_version": "1.1", "kp_semantics": "unverified", "camera_id": "arena", "recording": "trot", "track_id": "%s",
                         "window": {"start_ms": %d, "end_ms": %d, "kind": "pass", "passes": 1,
                          "n_strides": 4.9},
                         "gait": {"class": "%s"}, %s,
                         "quality": {"score": 0.8, "frames": 40, "flags": ["df_uncalibrated"]}}
                        """,
                track,
                START_MS,
                START_MS + 3900,
                gait,
                metrics);
    }

    static RunResults results(List<GaitRecord> passes, List<HorsePose> poses, HoofOn... hoofOns) {
        return new RunResults(passes, new LinkedHashSet<>(List.of(hoofOns)), poses);
    }

    static DemoComparison compare(RunResults results) {
        return DemoComparison.of(Map.of(CLIP, truth()), results);
    }
}
