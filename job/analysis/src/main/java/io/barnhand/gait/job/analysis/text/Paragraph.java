package io.barnhand.gait.job.analysis.text;

import java.io.PrintWriter;

/** Words wrapped for a terminal of 80 columns. A word is never broken, so that it can be copied. */
public final class Paragraph {

    private static final int COLUMNS = 78;

    private Paragraph() {}

    /**
     * Prints words, every line but the first indented as wide as the mark is.
     *
     * @param mark before the first word
     * @param columns that the mark takes on the screen, which colours do not
     */
    public static void print(String mark, int columns, String words, PrintWriter out) {
        StringBuilder line = new StringBuilder();
        String before = mark;
        for (String word : words.split(" ")) {
            if (line.length() > 0 && columns + line.length() + word.length() > COLUMNS) {
                out.print(before);
                out.println(line.toString().stripTrailing());
                before = " ".repeat(columns);
                line.setLength(0);
            }
            line.append(word).append(' ');
        }
        out.print(before);
        out.println(line.toString().stripTrailing());
    }
}
