/**
 * Topics of Kafka as destinations: lines, keys and stamps, delivery once or more, and checks before
 * a job starts. Not here: the connection, which sources use too ({@code kafka}).
 */
package io.barnhand.gait.job.pipeline.sink.kafka;
