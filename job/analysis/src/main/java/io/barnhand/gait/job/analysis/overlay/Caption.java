package io.barnhand.gait.job.analysis.overlay;

import java.util.ArrayList;
import java.util.List;

/** Text from outside made fit to be drawn: of bounded length, without characters that steer. */
final class Caption {

    private static final int MAX_CHARACTERS = 32;

    private Caption() {}

    /** One short line. */
    static String of(String text) {
        String plain = plain(text);
        return plain.length() <= MAX_CHARACTERS
                ? plain
                : plain.substring(0, MAX_CHARACTERS - 1).strip() + "…";
    }

    /** Without line breaks, control characters and marks that turn the direction of writing. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints()
                .map(c -> Character.isWhitespace(c) ? ' ' : c)
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT)
                // Half a pair of surrogates cannot be drawn.
                .filter(c -> Character.getType(c) != Character.SURROGATE)
                .forEach(plain::appendCodePoint);
        return plain.toString().strip().replaceAll(" {2,}", " ");
    }

    /**
     * Breaks a text at its blanks into lines of about the same length.
     *
     * @param width characters of a line at most; a longer word stands alone
     */
    static List<String> lines(String text, int width) {
        int count = Math.max(1, (text.length() + width - 1) / width);
        int even = text.length() / count + 5;
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > Math.min(width, even)) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
