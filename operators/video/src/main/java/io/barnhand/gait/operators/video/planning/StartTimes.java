package io.barnhand.gait.operators.video.planning;

import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.EventTime;
import io.barnhand.gait.operators.video.container.FootageFile;
import io.barnhand.gait.operators.video.container.VideoContainer;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.container.WrittenTime;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds when a video begins: in its sidecar, else in its name, see {@link FileNameTime}, else in
 * the container, see {@link VideoContainer#creationTime}.
 */
final class StartTimes {

    private final StartTime every;
    private final CameraZones zones;

    /**
     * @param every start of every file without another in its sidecar, or null to find it
     * @param zones of times without an offset
     * @throws PlanException if footage cannot start then, see {@link EventTime}
     */
    StartTimes(Instant every, CameraZones zones) {
        this.every =
                every == null
                        ? null
                        : StartTime.known(every)
                                .orElseThrow(
                                        () ->
                                                new PlanException(
                                                        "The start of every recording is " + every,
                                                        "give " + EventTime.STARTS));
        this.zones = zones;
    }

    /**
     * @return 1970 with {@link ClockStatus#UNKNOWN} where nothing says it
     * @throws PlanException if the sidecar's start has no offset and the camera no zone
     * @throws IOException if a store failed: another answer would give the file another time
     */
    StartTime of(FootageFile file, Sidecar sidecar, String camera) throws IOException {
        if (sidecar.startUs() != null) {
            return new StartTime(sidecar.startUs(), ClockStatus.KNOWN, false);
        }
        if (sidecar.localStart() != null) {
            return local(sidecar, camera);
        }
        if (every != null) {
            return every;
        }
        // A name or a container of another time comes from a clock that was never set.
        Optional<StartTime> found =
                FileNameTime.find(file.name())
                        .flatMap(time -> StartTime.written(time, zones.of(camera)));
        if (found.isEmpty()) {
            found =
                    creationTime(file)
                            .flatMap(time -> StartTime.written(time, zones.of(camera)))
                            .map(StartTime::asCreated);
        }
        return found.orElse(StartTime.UNKNOWN);
    }

    private StartTime local(Sidecar sidecar, String camera) {
        if (zones.of(camera) == null) {
            throw new PlanException(
                    String.format(
                            Locale.ROOT,
                            "its sidecar's start \"%s\" has no offset, and camera %s no zone",
                            sidecar.localStart(),
                            camera),
                    "write it like 2026-11-22T10:15:00Z or 2026-11-22T10:15:00+01:00, or set"
                            + " source.zone");
        }
        return StartTime.written(new WrittenTime(sidecar.localStart(), null), zones.of(camera))
                .orElseThrow(
                        () ->
                                new PlanException(
                                        String.format(
                                                Locale.ROOT,
                                                "its sidecar's start is %s",
                                                sidecar.localStart()),
                                        "give " + EventTime.STARTS));
    }

    private static Optional<WrittenTime> creationTime(FootageFile file) throws IOException {
        try (VideoContainer container = file.container()) {
            return container.creationTime();
        } catch (VideoException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            // The decoder will report the fault.
            return Optional.empty();
        }
    }
}
