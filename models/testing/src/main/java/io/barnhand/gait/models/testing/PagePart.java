package io.barnhand.gait.models.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A part of a page that is written from the code, between {@code <!-- written by TEST: NAME -->}
 * and {@code <!-- end -->}. After a change of the code run the test with {@code
 * -Dreference.write=true} and commit the page.
 */
public final class PagePart {

    /** Set to write files and pages in place of comparing them. */
    public static final String WRITE = "reference.write";

    private static final String END = "<!-- end -->";

    private final Path page;
    private final String begin;

    /**
     * @param test simple name of the test class that writes it
     * @param name within the page
     */
    public PagePart(Path page, String test, String name) {
        this.page = page;
        this.begin = String.format(Locale.ROOT, "<!-- written by %s: %s -->\n", test, name);
    }

    /**
     * Asserts that the part is what the code says; writes it where that is asked for.
     *
     * @param text Markdown, without empty lines around it
     */
    public void is(String text) throws IOException {
        String content = Files.readString(page);
        int from = content.indexOf(begin);
        int to = content.indexOf(END, Math.max(0, from));
        assertTrue(from >= 0 && to > from, page + " has no part that begins with " + begin);
        String written =
                content.substring(0, from + begin.length())
                        + "\n"
                        + text.strip()
                        + "\n\n"
                        + content.substring(to);
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(page, written);
            return;
        }
        assertEquals(
                written,
                content,
                page + " is out of date: run this test with -D" + WRITE + "=true and commit it");
    }
}
