package io.barnhand.gait.job.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Properties;

/**
 * The running code, as recorded by its build.
 *
 * @param release of the project
 * @param commit the first digits of the commit, with {@code -dirty} where the tree had other
 *     content; {@code unknown} where it was built from no repository
 */
public record CodeVersion(String release, String commit) {

    private static final CodeVersion BUILT = read();

    /** Of this process. */
    public static CodeVersion built() {
        return BUILT;
    }

    private static CodeVersion read() {
        Properties code = new Properties();
        try (InputStream in = CodeVersion.class.getResourceAsStream("code.properties")) {
            code.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("The jar of the job is broken; build it again", e);
        }
        String commit = code.getProperty("commit");
        // Without git the build leaves the name of the property, or nothing.
        boolean known = commit.matches("[0-9a-f]{7,}(-dirty)?");
        return new CodeVersion(code.getProperty("release"), known ? commit : "unknown");
    }

    /** For example {@code barnhand 0.1.0 (commit 2fcd95425c0b)}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "barnhand %s (commit %s)", release, commit);
    }
}
