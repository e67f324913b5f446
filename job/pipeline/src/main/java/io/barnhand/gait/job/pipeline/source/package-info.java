/**
 * Where the job reads from: video files, segments that are announced on Kafka, and keypoint
 * archives.
 */
package io.barnhand.gait.job.pipeline.source;
