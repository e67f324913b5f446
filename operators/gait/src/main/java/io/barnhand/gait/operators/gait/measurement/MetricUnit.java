package io.barnhand.gait.operators.gait.measurement;

/** Unit of the values of a gait metric; keys of lines end in the names. */
public enum MetricUnit {
    /** Share, correlation. */
    NONE(""),
    HZ("Hz"),
    S("s"),

    /** Body lengths: neck base to root of tail in the picture. */
    BL("BL"),
    BL_S("BL/s"),
    M("m"),
    M_S("m/s"),
    PCT("%"),

    /** Of the body length. */
    PCT_BL("% BL"),
    STRIDE("share of the stride"),
    DEG("°");

    private final String symbol;

    MetricUnit(String symbol) {
        this.symbol = symbol;
    }

    /** As it is written behind a number. */
    public String symbol() {
        return symbol;
    }
}
