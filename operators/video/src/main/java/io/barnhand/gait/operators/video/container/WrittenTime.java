package io.barnhand.gait.operators.video.container;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * A time as it was written down.
 *
 * @param local date and time
 * @param offset from UTC, or null where none was written
 */
public record WrittenTime(LocalDateTime local, ZoneOffset offset) {}
