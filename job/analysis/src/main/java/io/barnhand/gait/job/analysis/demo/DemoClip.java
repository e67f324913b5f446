package io.barnhand.gait.job.analysis.demo;

import io.barnhand.gait.job.simulation.FootageRequest;
import io.barnhand.gait.job.simulation.FootageRequest.Horse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A clip of the demonstration and where it lies below the output folder.
 *
 * @param camera id: the folder that holds the clip
 * @param recording id: the clip's name without its ending
 * @param request how it is rendered
 */
public record DemoClip(String camera, String recording, FootageRequest request) {

    /** When every clip begins, which a sidecar says to the job. */
    static final Instant START = Instant.parse("2026-01-01T08:00:00Z");

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;

    /** A walk, a trot of two horses that cross behind a post, and a canter. */
    public static List<DemoClip> all() {
        return List.of(
                new DemoClip(
                        "aisle",
                        "walk",
                        clip("aisle", 0, 160, 6, 30, 1, new Horse("walk", true, 0, 0))),
                new DemoClip(
                        "arena",
                        "trot",
                        clip(
                                "arena",
                                1,
                                140,
                                4,
                                30,
                                2,
                                new Horse("trot", true, 0, 0),
                                new Horse("trot", false, 1.5, 0))),
                new DemoClip(
                        "paddock",
                        "canter",
                        clip("paddock", 0, 140, 3, 60, 3, new Horse("canter_left", false, 0, 0))));
    }

    private static FootageRequest clip(
            String scene,
            int posts,
            double pxPerBl,
            double seconds,
            double fps,
            long seed,
            Horse... horses) {
        return new FootageRequest(
                List.of(horses),
                scene,
                posts,
                WIDTH,
                HEIGHT,
                pxPerBl,
                seconds,
                fps,
                false,
                0,
                0,
                seed);
    }

    /** Event time of the first frame, µs since the epoch. */
    static long startUs() {
        return START.toEpochMilli() * 1000;
    }

    Path video(Path out) {
        return out.resolve("footage").resolve(camera).resolve(recording + ".mp4");
    }

    Path sidecar(Path out) {
        return out.resolve("footage").resolve(camera).resolve(recording + ".mp4.json");
    }

    Path truth(Path out) {
        return out.resolve("truth").resolve(camera).resolve(recording + ".json");
    }

    Path truthPoses(Path out) {
        return out.resolve("truth-poses").resolve(camera).resolve(recording + ".jsonl");
    }
}
