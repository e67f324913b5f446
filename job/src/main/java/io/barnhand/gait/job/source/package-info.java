/** Where the job reads from: video files and keypoint archives. */
package io.barnhand.gait.job.source;
