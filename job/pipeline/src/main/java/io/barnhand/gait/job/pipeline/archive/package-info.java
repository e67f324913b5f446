/**
 * An archive of recordings, processed in two phases: each recording, in spans where it is long,
 * becomes a file of keypoints, which is never written twice, then gait is measured from those
 * files. Not here: how horses are found and gait is measured.
 */
package io.barnhand.gait.job.pipeline.archive;
