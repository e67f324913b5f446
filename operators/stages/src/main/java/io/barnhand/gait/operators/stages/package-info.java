/**
 * The Flink functions of the job and what travels between them inside one vertex: crops, batches of
 * poses, crops that failed. {@code detection} decodes, detects and tracks, {@code pose} asks the
 * network, {@code gait} cuts windows. Pixels never leave the vertex.
 */
package io.barnhand.gait.operators.stages;
