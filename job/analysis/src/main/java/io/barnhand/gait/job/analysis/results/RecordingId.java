package io.barnhand.gait.job.analysis.results;

/**
 * What a recording is known by; ordered by camera, then by name.
 *
 * @param camera camera id
 * @param name recording id
 */
public record RecordingId(String camera, String name) implements Comparable<RecordingId> {

    @Override
    public int compareTo(RecordingId other) {
        int byCamera = camera.compareTo(other.camera);
        return byCamera != 0 ? byCamera : name.compareTo(other.name);
    }
}
