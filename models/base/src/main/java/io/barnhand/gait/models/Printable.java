package io.barnhand.gait.models;

import java.util.regex.Pattern;

/** Text from files, archives and other machines, made fit for a terminal or a log. */
public final class Printable {

    /** Controls, and what breaks a line or turns the direction of what follows. */
    private static final Pattern STEERING =
            Pattern.compile(
                    "[\\p{Cc}\\p{Zl}\\p{Zp}\\x{061C}\\x{200E}\\x{200F}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]");

    private static final Pattern BREAKS = Pattern.compile("[\\t ]*[\\r\\n]+[\\t ]*|\\t+");

    private Printable() {}

    /** The same with question marks in place of what would steer the terminal. */
    public static String text(String text) {
        return STEERING.matcher(text).replaceAll("?");
    }

    /**
     * The same, with a blank in place of line breaks and tabs, as messages of parsers have them.
     */
    public static String line(String text) {
        return text(BREAKS.matcher(text.strip()).replaceAll(" "));
    }
}
