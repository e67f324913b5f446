package io.barnhand.gait.operators.video.container;

import java.util.Locale;

/**
 * Decides in which time a file was recorded that says at which rate its pictures were captured.
 *
 * <p>Times are scaled where this rate and the stored one differ by more than a tenth over the whole
 * file and nothing speaks against it. Sound runs at normal speed, so it does, and so does a stored
 * rate that changes, as in an edited export. Exposure in poor light lowers the rate of a phone,
 * whose tag then names the rate it was set to: the stored times hold for an ordinary rate of which
 * fewer pictures are stored, steadily or not, unless the camera says that it is slow motion, and
 * beside sound for smaller differences of any rate.
 *
 * @param scale {@link TimeScale#NONE} where times hold as they are stored
 * @param invalid whether the rate named cannot be one, so that nothing is known of the speed
 * @param note what a user must know, the rest of a sentence that begins with the file's name; null
 *     where there is nothing
 */
record CaptureTime(TimeScale scale, boolean invalid, String note) {

    static final CaptureTime AS_STORED = new CaptureTime(TimeScale.NONE, false, null);

    /** Rates are nominal: 120 for 119.88. */
    private static final double SAME = 1.1;

    private static final double EXPOSURE = 1.5;

    /** Pictures a second above those of a film or a broadcast, from which slow motion is made. */
    private static final double ORDINARY_FPS = 35;

    /** A file that contradicts itself. */
    static final class Contradiction extends Exception {

        private static final long serialVersionUID = 1L;

        private final String action;

        /**
         * @param problem the rest of a sentence that begins with the file's name
         */
        Contradiction(String problem, String action) {
            super(problem);
            this.action = action;
        }

        String action() {
            return action;
        }
    }

    /**
     * @param stored null where the file has too few pictures to tell
     * @param sound whether sound runs beside the pictures
     * @param slowMotion whether the camera says that it recorded slow or quick motion
     */
    static CaptureTime of(CaptureTag tag, StoredRate stored, boolean sound, boolean slowMotion)
            throws Contradiction {
        if (tag.fps() == null) {
            return new CaptureTime(
                    TimeScale.NONE,
                    true,
                    String.format(
                            Locale.ROOT,
                            "says that its pictures were captured at \"%s\" a second, which is no"
                                    + " rate; its times are taken as they are stored",
                            tag.text()));
        }
        if (stored == null) {
            return AS_STORED;
        }
        double captured = tag.fps();
        if (!slowMotion && captured <= ORDINARY_FPS && captured * SAME >= stored.fps()) {
            return AS_STORED;
        }
        if (stored.changes()) {
            if (captured <= ORDINARY_FPS && sound) {
                return AS_STORED;
            }
            throw new Contradiction(
                    String.format(
                            Locale.ROOT,
                            "says that its pictures were captured at %s a second, but the rate at"
                                    + " which they are stored changes within the file, so that parts"
                                    + " of it play slower than others",
                            rate(captured)),
                    "use the camera's original, or export it without a change of speed; if it"
                            + " plays at normal speed throughout, copy it with ffmpeg -i IN"
                            + " -map_metadata -1 -c copy OUT");
        }
        double ratio = Math.max(captured / stored.fps(), stored.fps() / captured);
        if (ratio <= SAME || sound && ratio < EXPOSURE) {
            return AS_STORED;
        }
        if (sound) {
            throw new Contradiction(
                    String.format(
                            Locale.ROOT,
                            "says that its pictures were captured at %s a second, stores them at"
                                    + " %s, and has sound, which is recorded at normal speed",
                            rate(captured),
                            rate(stored.fps())),
                    "use the camera's original; if it plays in slow motion (or time-lapse), take"
                            + " the sound out with ffmpeg -i IN -map 0:v -c copy -movflags"
                            + " use_metadata_tags OUT; if it plays at normal speed, take the tag"
                            + " out with ffmpeg -i IN -map_metadata -1 -c copy OUT");
        }
        TimeScale scale = TimeScale.of(captured, stored.fps());
        return new CaptureTime(
                scale,
                false,
                String.format(
                        Locale.ROOT,
                        "was captured at %s pictures a second and is stored at %s; times are"
                                + " those of the recording, %s times %s",
                        rate(captured),
                        rate(stored.fps()),
                        rate(Math.max(scale.slowness(), 1 / scale.slowness())),
                        scale.slowness() > 1 ? "faster" : "slower"));
    }

    private static String rate(double fps) {
        return String.format(Locale.ROOT, fps < 1 ? "%.4f" : "%.2f", fps)
                .replaceFirst("\\.?0+$", "");
    }
}
