/**
 * An archive of recordings, worked through in two phases: each recording, in spans where it is
 * long, into a file of keypoints, which is never made twice, then gait from those files. Not here:
 * how horses are found and gait is measured.
 */
package io.barnhand.gait.job.pipeline.archive;
