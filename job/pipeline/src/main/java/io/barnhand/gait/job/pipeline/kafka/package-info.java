/**
 * What the sources and sinks of Kafka share: the connection and what is checked of the brokers
 * before a job starts. The source and the sinks themselves are elsewhere.
 */
package io.barnhand.gait.job.pipeline.kafka;
