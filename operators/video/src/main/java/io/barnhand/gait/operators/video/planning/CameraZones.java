package io.barnhand.gait.operators.video.planning;

import java.time.ZoneId;
import java.util.Map;

/**
 * The zones in which cameras write times without an offset.
 *
 * @param common of every other camera, or null where it is not known
 * @param cameras by camera id
 */
public record CameraZones(ZoneId common, Map<String, ZoneId> cameras) {

    /** Of no camera is the zone known. */
    public static final CameraZones UNKNOWN = new CameraZones(null, Map.of());

    /** The zone of a camera, or null. */
    ZoneId of(String camera) {
        return cameras.getOrDefault(camera, common);
    }
}
