package io.barnhand.gait.job.analysis.camera;

import static io.barnhand.gait.job.analysis.camera.Check.percent;
import static io.barnhand.gait.job.analysis.camera.Check.text;

import io.barnhand.gait.job.analysis.camera.Check.Cost;
import java.util.ArrayList;
import java.util.List;

/** Compares the size and the times of a clip's frames with what hoof events need. */
final class TimingChecks {

    private static final double MIN_FPS = 25;
    private static final double MAX_JITTER_MS = 5;
    private static final double MAX_LOST = 0.02;
    private static final double MAX_REPEATED = 0.02;

    /** Of a gallop's fore limb, s: duty factor 0.20 at 2.25 Hz. */
    private static final double SHORTEST_STANCE = 0.089;

    private static final double FRAMES_PER_STANCE = 4;

    private TimingChecks() {}

    static List<Check> of(ClipFigures clip) {
        FrameTiming timing = clip.timing();
        List<Check> checks = new ArrayList<>();
        checks.add(
                Check.noted(
                        "picture",
                        text("%d x %d px, %.1f s", clip.width(), clip.height(), timing.seconds()),
                        null));
        if (timing.fps() == null) {
            checks.add(
                    Check.unknown("frames a second", wantedFps(), "the clip has one frame only"));
            return checks;
        }
        checks.add(rate(timing.fps()));
        checks.add(
                Check.noted(
                        "frames in a gallop stance",
                        text("%.1f", SHORTEST_STANCE * timing.fps()),
                        text("%.0f for duty factor", FRAMES_PER_STANCE)));
        checks.add(jitter(timing.jitterMs()));
        checks.add(lost(timing.lostShare()));
        checks.add(repeated(timing.repeatedShare()));
        return checks;
    }

    private static String wantedFps() {
        return text("%.0f or more", MIN_FPS);
    }

    private static Check rate(double fps) {
        return new Check(
                "frames a second",
                text("%.1f", fps),
                wantedFps(),
                Cost.TIMING,
                MIN_FPS / fps,
                text(
                        "The camera takes %.1f frames a second, so that a hoof event, known to a"
                                + " frame, is known to %.0f ms only (9.6 ms at 30): set it to"
                                + " %.0f or more.",
                        fps, 1e3 / fps / Math.sqrt(12), MIN_FPS));
    }

    /**
     * @param ms or null where there are too few frames
     */
    private static Check jitter(Double ms) {
        String wanted = text("%.0f ms or less", MAX_JITTER_MS);
        return ms == null
                ? Check.unknown("jitter of frame times", wanted, "too few frames")
                : new Check(
                        "jitter of frame times",
                        text("%.1f ms", ms),
                        wanted,
                        Cost.TIMING,
                        ms / MAX_JITTER_MS,
                        text(
                                "The times of frames scatter by %.1f ms. If they are those of"
                                        + " arrival, not of capture, every hoof event is off by"
                                        + " as much (its own scatter is 2 to 7 ms): record in"
                                        + " the camera, or at a fixed rate.",
                                ms));
    }

    private static Check lost(double share) {
        return new Check(
                "frames lost",
                percent(share),
                percent(MAX_LOST) + " or less",
                Cost.TIMING,
                share / MAX_LOST,
                text(
                        "%s of the frames are missing: record by cable, or at a lower bit rate.",
                        percent(share)));
    }

    private static Check repeated(double share) {
        return new Check(
                "frames repeated",
                percent(share),
                percent(MAX_REPEATED) + " or less",
                Cost.TIMING,
                share / MAX_REPEATED,
                text(
                        "%s of the frames show the picture before once more and are left"
                                + " out, as they would seem to be stance: switch off the slow"
                                + " shutter for the night and any conversion of the frame"
                                + " rate.",
                        percent(share)));
    }
}
