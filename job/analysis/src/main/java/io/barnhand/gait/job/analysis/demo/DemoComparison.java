package io.barnhand.gait.job.analysis.demo;

import io.barnhand.gait.job.configuration.SinkOptions;
import io.barnhand.gait.job.simulation.ClipTruth;
import io.barnhand.gait.job.simulation.HorseTruth;
import io.barnhand.gait.job.simulation.RenderedFootage;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.records.HorsePose;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a run measured of the demonstration's clips, beside what is true.
 *
 * @param notice what it is and is not good for
 * @param passes that show a horse
 * @param passesOnNoHorse passes whose boxes meet none
 * @param horsesWithoutPass horses of which no pass was measured
 */
public record DemoComparison(
        String notice,
        List<PassComparison> passes,
        List<StrayPass> passesOnNoHorse,
        List<MissedHorse> horsesWithoutPass) {

    /**
     * A pass that shows no horse.
     *
     * @param camera camera id
     * @param recording recording id
     * @param track track id
     * @param startMs event time of its first frame, ms
     * @param endMs event time of its last frame, ms
     */
    record StrayPass(String camera, String recording, String track, long startMs, long endMs) {}

    /**
     * A horse that was not measured.
     *
     * @param camera camera id
     * @param recording recording id
     * @param horse id in the clip
     * @param coat of it
     * @param direction {@code left} or {@code right}
     */
    record MissedHorse(String camera, String recording, int horse, String coat, String direction) {}

    /** Reads what the run wrote and compares it. */
    public static DemoComparison of(
            Map<DemoClip, ClipTruth> truths, SinkOptions sinks, String run) {
        return of(truths, RunResults.read(sinks, run));
    }

    static DemoComparison of(Map<DemoClip, ClipTruth> truths, RunResults results) {
        DemoComparison comparison =
                new DemoComparison(
                        RenderedFootage.NOTICE,
                        new ArrayList<>(),
                        new ArrayList<>(),
                        new ArrayList<>());
        truths.forEach((clip, truth) -> comparison.add(clip, truth, results));
        return comparison;
    }

    private void add(DemoClip clip, ClipTruth truth, RunResults results) {
        long startUs = DemoClip.startUs();
        HorseMatch.Finder finder = new HorseMatch.Finder(truth, startUs);
        List<Integer> seen = new ArrayList<>();
        for (GaitRecord pass : results.passes()) {
            if (!of(clip, pass.track().cameraId(), pass.track().recording())) {
                continue;
            }
            List<HorsePose> track =
                    results.poses().stream()
                            .filter(pose -> of(clip, pose.camera(), pose.recording()))
                            .filter(pose -> pose.track().equals(pass.track().trackId()))
                            .toList();
            Optional<HorseMatch> match = finder.of(pass.window(), track);
            if (match.isEmpty()) {
                passesOnNoHorse.add(
                        new StrayPass(
                                pass.track().cameraId(),
                                pass.track().recording(),
                                pass.track().trackId(),
                                pass.window().startMs(),
                                pass.window().endMs()));
                continue;
            }
            HorseTruth horse = truth.horse(match.get().horse());
            seen.add(horse.id());
            passes.add(
                    PassComparison.of(pass, match.get(), horse, hoofOns(pass, results), startUs));
        }
        for (HorseTruth horse : truth.horses()) {
            if (!seen.contains(horse.id())) {
                horsesWithoutPass.add(
                        new MissedHorse(
                                clip.camera(),
                                clip.recording(),
                                horse.id(),
                                horse.coat(),
                                horse.direction()));
            }
        }
    }

    private static List<HoofOn> hoofOns(GaitRecord pass, RunResults results) {
        return results.hoofOns().stream()
                .filter(on -> on.camera().equals(pass.track().cameraId()))
                .filter(on -> on.track().equals(pass.track().trackId()))
                .filter(on -> on.passStartMs() == pass.window().startMs())
                .toList();
    }

    private static boolean of(DemoClip clip, String camera, String recording) {
        return clip.camera().equals(camera) && clip.recording().equals(recording);
    }

    /** How many figures, gaits among them, have a verdict. */
    int count(Figure.BoundVerdict verdict) {
        int figures =
                (int)
                        passes.stream()
                                .flatMap(pass -> pass.figures().stream())
                                .filter(figure -> figure.bound() != null)
                                .filter(figure -> figure.verdict() == verdict)
                                .count();
        int gaits =
                (int)
                        passes.stream()
                                .map(PassComparison::gaitVerdict)
                                .filter(v -> v == verdict)
                                .count();
        return figures + gaits;
    }
}
