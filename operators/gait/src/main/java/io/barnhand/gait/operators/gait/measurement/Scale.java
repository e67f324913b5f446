package io.barnhand.gait.operators.gait.measurement;

/**
 * The unit of length of a record.
 *
 * @param blPx body length (Neck to Root_of_tail) in the picture, px, or null
 * @param mPerBl metres per body length, or null where not known
 * @param source {@code none} or {@code taped}
 */
public record Scale(Double blPx, Double mPerBl, String source) {}
