package io.barnhand.gait.job.pipeline.config;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Paths in the notation of a shell, which replaces {@code ~} and variables only in words without
 * quotes: taken as they are, they would be folders named {@code ~} or {@code ${HOME}}.
 */
public final class UnexpandedPath {

    /** A home folder, of this user or of another. */
    private static final Pattern HOME =
            Pattern.compile("(?:~|\\$HOME|\\$\\{HOME\\})(?<below>/.*|$)", Pattern.DOTALL);

    private static final Pattern OTHER_HOME = Pattern.compile("~[A-Za-z0-9._-]+(?:/.*|$)");

    /** A variable of a shell, or of another system's. Braces without a dollar are a glob's. */
    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\{\\w+\\}|(?<=^|/)\\$[A-Za-z_]\\w*(?=/|$)|^%[A-Za-z_]\\w*%");

    private UnexpandedPath() {}

    /**
     * What to give instead of a path or an address.
     *
     * @return empty where a path can be taken as it is
     */
    public static Optional<String> advice(String path) {
        Matcher home = HOME.matcher(path);
        if (home.matches()) {
            return Optional.of(
                    String.format(
                            Locale.ROOT,
                            "give %s%s, as only a shell replaces ~ and variables, and not within quotes or after =",
                            System.getProperty("user.home"),
                            home.group("below")));
        }
        if (OTHER_HOME.matcher(path).matches()) {
            return Optional.of("give the path of that folder from the root, or ./~… for a name");
        }
        Matcher variable = VARIABLE.matcher(path);
        return variable.find()
                ? Optional.of(
                        String.format(
                                Locale.ROOT,
                                "give the path with the value of %s, which only a shell replaces",
                                variable.group()))
                : Optional.empty();
    }
}
