package io.barnhand.gait.models;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Words of a command line, for messages whose commands are pasted. */
public final class ShellWord {

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_@%+=:,./-]+");

    /** Controls, and what turns the direction of what follows: they would steer the terminal. */
    private static final Pattern STEERING =
            Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cf}]", Pattern.UNICODE_CHARACTER_CLASS);

    private ShellWord() {}

    /** A word so that a shell takes it as it is. */
    public static String quoted(String word) {
        if (PLAIN.matcher(word).matches()) {
            return word;
        }
        if (!STEERING.matcher(word).find()) {
            return "'" + word.replace("'", "'\\''") + "'";
        }
        StringBuilder text = new StringBuilder("$'");
        word.codePoints()
                .mapToObj(Character::toString)
                .forEach(
                        c -> {
                            if (STEERING.matcher(c).matches()) {
                                for (byte b : c.getBytes(StandardCharsets.UTF_8)) {
                                    text.append(String.format(Locale.ROOT, "\\%03o", b & 0xff));
                                }
                            } else {
                                text.append(c.equals("'") || c.equals("\\") ? "\\" + c : c);
                            }
                        });
        return text.append('\'').toString();
    }
}
