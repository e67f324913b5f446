/**
 * Neural networks behind plain Java types: what a caller sees are pictures, boxes and keypoints,
 * never the engine's arrays. Knows nothing of Flink.
 */
package io.barnhand.gait.models;
