package io.barnhand.gait.job.cli.ending;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A call of a program as a line for a shell, quoted so that it can be pasted.
 *
 * @param words the program and its arguments
 */
public record ShellLine(List<String> words) {

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_@%+=:,./-]+");

    /** Controls, and what turns the direction of what follows: they would steer the terminal. */
    private static final Pattern STEERING =
            Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cf}]", Pattern.UNICODE_CHARACTER_CLASS);

    public ShellLine {
        words = List.copyOf(words);
    }

    /** The call of {@code barnhand} with these arguments. */
    static ShellLine barnhand(List<String> arguments) {
        List<String> words = new ArrayList<>();
        words.add(System.getProperty("barnhand.command", "barnhand"));
        words.addAll(arguments);
        return new ShellLine(words);
    }

    /** The call that a command is part of. */
    public static ShellLine of(CommandSpec command) {
        return barnhand(command.root().commandLine().getParseResult().originalArgs());
    }

    /** The same with an option, unless that is given already. */
    public ShellLine with(String option) {
        return words.contains(option) ? this : plus(option);
    }

    /** The same with a setting of the configuration in place of the one that is given. */
    public ShellLine withSetting(String key, String value) {
        String given = key + "=";
        List<String> changed = new ArrayList<>();
        boolean there = false;
        for (String word : words) {
            String before = word.startsWith("--set=") ? "--set=" : "";
            boolean same = word.startsWith(before + given);
            changed.add(same ? before + given + value : word);
            there |= same;
        }
        return there ? new ShellLine(changed) : plus("--set", given + value);
    }

    private ShellLine plus(String... more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return new ShellLine(all);
    }

    @Override
    public String toString() {
        return words.stream().map(ShellLine::quoted).collect(Collectors.joining(" "));
    }

    /** A word that a shell takes as it is. */
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
