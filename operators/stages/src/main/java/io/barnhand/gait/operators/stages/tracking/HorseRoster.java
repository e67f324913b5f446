package io.barnhand.gait.operators.stages.tracking;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * Horses that cameras are pinned to, with times.
 *
 * @param pins at most one per camera and time
 */
public record HorseRoster(List<Pin> pins) implements Serializable {

    /** No horse is pinned. */
    public static final HorseRoster NONE = new HorseRoster(List.of());

    /**
     * A horse in front of a camera.
     *
     * @param camera camera id
     * @param fromUs first event time, µs since the epoch
     * @param toUs first event time no longer, µs since the epoch
     * @param horse name of the horse
     */
    public record Pin(String camera, long fromUs, long toUs, String horse) implements Serializable {

        public Pin {
            if (fromUs >= toUs) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "The horse %s is pinned to camera %s from %d to %d µs; give an end after the start",
                                horse,
                                camera,
                                fromUs,
                                toUs));
            }
        }
    }

    public HorseRoster {
        pins = List.copyOf(pins);
        for (int i = 0; i < pins.size(); i++) {
            Pin a = pins.get(i);
            for (Pin b : pins.subList(0, i)) {
                if (a.camera.equals(b.camera) && a.fromUs < b.toUs && b.fromUs < a.toUs) {
                    throw new IllegalArgumentException(
                            String.format(
                                    Locale.ROOT,
                                    "The horses %s and %s are pinned to camera %s at the same time; give them times that do not overlap",
                                    b.horse,
                                    a.horse,
                                    a.camera));
                }
            }
        }
    }

    /** The horse pinned to a camera at a time, or null. */
    public String horse(String camera, long timeUs) {
        for (Pin pin : pins) {
            if (pin.camera.equals(camera) && pin.fromUs <= timeUs && timeUs < pin.toUs) {
                return pin.horse;
            }
        }
        return null;
    }
}
