package io.barnhand.gait.job.cli;

import io.barnhand.gait.models.Printable;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;

/**
 * What the program prints. Lines, and texts within a format, may hold names of cameras, files and
 * other input: they cannot steer the terminal nor begin a line of their own. What is printed
 * without a line or a format is the program's own.
 */
final class PrintableWriter extends PrintWriter {

    /**
     * @param out gets all of it, and is flushed after each line
     */
    PrintableWriter(PrintWriter out) {
        super(out, true);
    }

    @Override
    public void println(String line) {
        super.println(line == null ? null : Printable.text(line));
    }

    @Override
    public PrintWriter format(Locale locale, String format, Object... values) {
        return super.format(
                locale, format, Arrays.stream(values).map(PrintableWriter::printable).toArray());
    }

    private static Object printable(Object value) {
        return value == null || value instanceof Number || value instanceof Character
                ? value
                : Printable.text(value.toString());
    }
}
