package io.barnhand.gait.operators.gait.measurement;

import org.jspecify.annotations.Nullable;

/**
 * The unit of length of a record.
 *
 * @param blPx body length (Neck to Root_of_tail) in the picture, px, or null
 * @param mPerBl metres per body length, or null where not known
 * @param source {@code none} or {@code taped}
 */
public record Scale(@Nullable Double blPx, @Nullable Double mPerBl, String source) {

    /**
     * @param blPx or null
     * @param mPerBl or null
     */
    public static Scale of(@Nullable Double blPx, @Nullable Double mPerBl) {
        return new Scale(blPx, mPerBl, mPerBl == null ? "none" : "taped");
    }
}
