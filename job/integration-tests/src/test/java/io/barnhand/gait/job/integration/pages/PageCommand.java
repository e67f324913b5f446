package io.barnhand.gait.job.integration.pages;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A command line of {@code barnhand} as a page writes it.
 *
 * @param arguments what follows {@code barnhand}
 * @param complete whether it stands in a block, to be run as it is; else it names a part of one
 */
record PageCommand(List<String> arguments, boolean complete) {

    /** A word of a shell, quoted or not; from a # on it is a comment. */
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|#.*|[^\\s'\"]+");

    /** Those of a page, in their order. */
    static List<PageCommand> of(Page page) {
        Stream<PageCommand> whole =
                page.blocks().stream()
                        .flatMap(block -> block.replaceAll("\\\\\\n\\s*", " ").lines())
                        .flatMap(line -> in(line, true));
        Stream<PageCommand> named =
                page.code().stream().flatMap(code -> in(code.replace('\n', ' '), false));
        return Stream.concat(whole, named).toList();
    }

    private static Stream<PageCommand> in(String line, boolean complete) {
        List<String> words = words(line);
        int at = 0;
        while (at < words.size() && !words.get(at).matches("(.*/)?barnhand")) {
            at++;
        }
        return at + 1 < words.size()
                ? Stream.of(new PageCommand(words.subList(at + 1, words.size()), complete))
                : Stream.empty();
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            if (word.group().startsWith("#")) {
                break;
            }
            String quoted = word.group(1) != null ? word.group(1) : word.group(2);
            words.add(quoted != null ? quoted : word.group());
        }
        return words;
    }

    /** Its name, such as {@code run}. */
    String name() {
        return arguments.get(0);
    }

    /** Its long options. */
    List<String> options() {
        return arguments.stream()
                .filter(argument -> argument.matches("--[a-z-]+(=.*)?"))
                .map(argument -> argument.replaceFirst("=.*", ""))
                .toList();
    }

    /** Its values of {@code --set}. */
    List<String> settings() {
        return after("--set").filter(setting -> setting.contains("=")).toList();
    }

    /** Its configuration, if that is one of the project. */
    Path configuration() {
        return after("--conf")
                .map(Page.HOME::resolve)
                .filter(path -> path.toFile().isFile())
                .findFirst()
                .orElse(null);
    }

    private Stream<String> after(String option) {
        return Stream.iterate(0, i -> i + 1 < arguments.size(), i -> i + 1)
                .filter(i -> arguments.get(i).equals(option))
                .map(i -> arguments.get(i + 1));
    }

    @Override
    public String toString() {
        return "barnhand " + String.join(" ", arguments);
    }
}
