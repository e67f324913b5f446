package io.barnhand.gait.job.configuration.text;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts that are written with a unit. */
public enum Quantity {
    /** In nanoseconds. */
    TIME("h", 3_600_000_000_000L, "min", 60_000_000_000L, "s", 1_000_000_000L, "ms", 1_000_000L),
    /** In bytes. */
    SIZE("TB", 1L << 40, "GB", 1L << 30, "MB", 1L << 20, "kB", 1L << 10, "B", 1L);

    private static final Pattern WRITTEN = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([A-Za-z]*)");

    /** The largest first. */
    private final Map<String, Long> units = new LinkedHashMap<>();

    Quantity(Object... unitsAndSizes) {
        for (int i = 0; i < unitsAndSizes.length; i += 2) {
            units.put((String) unitsAndSizes[i], (Long) unitsAndSizes[i + 1]);
        }
    }

    /** Empty where it is no such amount, or one beyond any measure. */
    public Optional<Long> parse(Object value) {
        Matcher matcher = WRITTEN.matcher(value.toString().strip());
        if (!matcher.matches() || !units.containsKey(matcher.group(2))) {
            return Optional.empty();
        }
        BigDecimal amount =
                new BigDecimal(matcher.group(1))
                        .multiply(BigDecimal.valueOf(units.get(matcher.group(2))));
        return amount.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                ? Optional.empty()
                : Optional.of(amount.longValue());
    }

    /** In the largest unit that gives a whole number, else as a decimal of the smallest. */
    public String write(long amount) {
        if (amount == 0) {
            return this == TIME ? "0s" : "0B";
        }
        String smallest = "";
        for (Map.Entry<String, Long> unit : units.entrySet()) {
            if (amount % unit.getValue() == 0) {
                return amount / unit.getValue() + unit.getKey();
            }
            smallest = unit.getKey();
        }
        return BigDecimal.valueOf(amount)
                        .divide(BigDecimal.valueOf(units.get(smallest)))
                        .toPlainString()
                + smallest;
    }
}
