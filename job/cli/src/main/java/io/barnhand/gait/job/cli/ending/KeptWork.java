package io.barnhand.gait.job.cli.ending;

import java.util.function.Supplier;

/** What the command of this process leaves if a signal ends it, and how it is resumed. */
public final class KeptWork {

    private static volatile Supplier<String> text;

    private KeptWork() {}

    /**
     * Says it from now on.
     *
     * @param line asked when the command has ended, by another thread
     */
    public static void say(Supplier<String> line) {
        text = line;
    }

    /** One line, also where it cannot be found out. */
    static String line(ShellLine command) {
        String again = "to do it again: " + command;
        Supplier<String> said = text;
        if (said == null) {
            return "It was not finished; " + again;
        }
        try {
            return said.get();
        } catch (RuntimeException e) {
            return "It was not finished, and what is kept cannot be read; " + again;
        }
    }
}
