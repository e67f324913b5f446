/**
 * The keypoint archive as Parquet files: schema, writer and reader on Flink's file systems. Not
 * here: where files lie ({@code sink}) and how they are found ({@code source}).
 */
package io.barnhand.gait.job.formats.parquet;
