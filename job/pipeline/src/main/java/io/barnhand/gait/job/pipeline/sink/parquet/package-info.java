/**
 * The keypoint archive as Parquet files, put together by camera and day. Not here: the files
 * themselves ({@code parquet}) and the folders that they are in ({@code sink.files}).
 */
package io.barnhand.gait.job.pipeline.sink.parquet;
