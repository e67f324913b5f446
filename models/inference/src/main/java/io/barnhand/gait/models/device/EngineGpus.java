package io.barnhand.gait.models.device;

/**
 * The GPUs that an inference engine sees, with the indexes 0 to {@code count} − 1.
 *
 * @param count number of GPUs
 * @param name the engine, its version and whether it was built for CUDA, for messages
 */
public record EngineGpus(int count, String name) {}
