/**
 * Folders of files: JSON lines are written, the files of a run read back, and old records removed
 * from them. Not here: files of columns ({@code sink.parquet}), which are in such folders too.
 */
package io.barnhand.gait.job.pipeline.sink.files;
