/**
 * Shared by the sources and sinks of Kafka: the connection, and checks of the brokers before a job
 * starts. The source and the sinks themselves are elsewhere.
 */
package io.barnhand.gait.job.pipeline.kafka;
