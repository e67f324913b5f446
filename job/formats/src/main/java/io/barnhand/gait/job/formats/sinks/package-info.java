/**
 * Flink sinks of files of lines and of columns in a folder, by day; whose folder that is, and what
 * else is there, is not known here.
 */
package io.barnhand.gait.job.formats.sinks;
