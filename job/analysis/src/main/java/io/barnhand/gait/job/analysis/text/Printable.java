package io.barnhand.gait.job.analysis.text;

import java.util.regex.Pattern;

/** Text from files and archives, as a terminal may have it. */
public final class Printable {

    /** Controls, and what breaks a line or turns the direction of what follows. */
    private static final Pattern STEERING =
            Pattern.compile(
                    "[\\p{Cc}\\p{Zl}\\p{Zp}\\x{061C}\\x{200E}\\x{200F}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]");

    private Printable() {}

    /** The same with question marks in place of what would steer the terminal. */
    public static String text(String text) {
        return STEERING.matcher(text).replaceAll("?");
    }
}
