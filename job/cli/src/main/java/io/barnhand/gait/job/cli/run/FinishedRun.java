package io.barnhand.gait.job.cli.run;

import io.barnhand.gait.job.pipeline.source.PoseArchive;
import java.util.Locale;
import java.util.Map;

/**
 * A run that has come to its end.
 *
 * @param id of the run
 * @param poses read from a keypoint archive
 * @param refused lines and rows of the archive that are no poses, and files that cannot be read on
 */
public record FinishedRun(String id, long poses, long refused) {

    /**
     * @param accumulators of its job, by name
     */
    static FinishedRun of(String id, Map<String, Object> accumulators) {
        return new FinishedRun(
                id,
                count(accumulators, PoseArchive.POSES),
                count(accumulators, PoseArchive.REFUSED));
    }

    private static long count(Map<String, Object> accumulators, String name) {
        return accumulators.get(name) instanceof Long count ? count : 0;
    }

    /**
     * Requires that not all of its archive was refused.
     *
     * @param path of the archive
     * @throws RefusedPosesException if it was
     */
    public void requirePoses(String path) {
        if (poses == 0 && refused > 0) {
            throw new RefusedPosesException(
                    String.format(
                            Locale.ROOT,
                            "source.path is %s, which holds no pose: %d of %d refused",
                            path,
                            refused,
                            refused),
                    "correct what the dead letters name");
        }
    }
}
