/**
 * Topics of Kafka as destinations: lines, keys and stamps, delivery once or more, and what is
 * checked before. Not here: the connection, which sources have too ({@code kafka}).
 */
package io.barnhand.gait.job.pipeline.sink.kafka;
