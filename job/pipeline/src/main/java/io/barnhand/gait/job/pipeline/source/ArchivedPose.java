package io.barnhand.gait.job.pipeline.source;

import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.video.DeadLetterReason;
import java.util.Locale;

/**
 * A pose of a keypoint archive, or the reason why there is none. Exactly one of the two is not
 * null.
 *
 * @param place file and number of the line or row, from 1
 * @param pose null where there is none
 * @param reason {@link DeadLetterReason#NOT_A_POSE} or {@link DeadLetterReason#UNREADABLE_POSES};
 *     null where there is a pose
 * @param problem with its action; null where there is a pose
 */
public record ArchivedPose(String place, HorsePose pose, DeadLetterReason reason, String problem) {

    static ArchivedPose of(HorsePose pose) {
        return new ArchivedPose(null, pose, null, null);
    }

    static ArchivedPose notAPose(String file, long number, String what, String problem) {
        return new ArchivedPose(
                file + ":" + number,
                null,
                DeadLetterReason.NOT_A_POSE,
                String.format(
                        Locale.ROOT,
                        "%s %d of %s is not a pose (%s); correct or remove it",
                        what,
                        number,
                        file,
                        problem));
    }

    static ArchivedPose unreadable(String file, long number, String problem) {
        return new ArchivedPose(
                file + ":" + number,
                null,
                DeadLetterReason.UNREADABLE_POSES,
                String.format(
                        Locale.ROOT,
                        "%s cannot be read from its pose %d on (%s); copy it again from where it was written, or remove it",
                        file,
                        number,
                        problem));
    }
}
