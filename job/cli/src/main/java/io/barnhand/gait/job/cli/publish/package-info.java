/**
 * Announcing the files of recorders as segments: which files are finished, how they continue each
 * other, what was announced before. The topic that they go to is written to in one class only.
 */
package io.barnhand.gait.job.cli.publish;
