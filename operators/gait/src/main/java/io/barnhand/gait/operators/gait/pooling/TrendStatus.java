package io.barnhand.gait.operators.gait.pooling;

/** How a day stands to the horse's own baseline. A measured change is not a finding. */
public enum TrendStatus {
    /** Too few days before it. */
    NO_BASELINE,

    /** Within the baseline's band. */
    WITHIN,

    /** Outside, as one day in fifty is by chance; the next day with data decides. */
    OUTSIDE_ONCE,

    /** Outside on the same side as the day with data before it. */
    CHANGED
}
