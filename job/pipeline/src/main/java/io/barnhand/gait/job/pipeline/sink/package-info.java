/** Where the job writes to, and the folders of its runs. */
package io.barnhand.gait.job.pipeline.sink;
