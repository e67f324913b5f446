package io.barnhand.gait.job.cli.ending;

import io.barnhand.gait.models.ShellWord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A call of a program as a line for a shell, quoted so that it can be pasted.
 *
 * @param words the program and its arguments
 */
public record ShellLine(List<String> words) {

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
        return words.stream().map(ShellWord::quoted).collect(Collectors.joining(" "));
    }
}
