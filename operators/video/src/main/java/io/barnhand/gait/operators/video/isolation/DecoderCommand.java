package io.barnhand.gait.operators.video.isolation;

import io.barnhand.gait.operators.video.container.VideoLimits;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Command that starts the decoding process: the Java of this process, with its class path. */
final class DecoderCommand {

    private static final String CACHE = "org.bytedeco.javacpp.cachedir";

    /** Beside two pictures, of which one may be turned: classes, buffers, the collector's room. */
    private static final long HEAP = 64L << 20;

    /** The process opens hostile files: no secret of the environment is passed on to it. */
    private static final Set<String> ENVIRONMENT =
            Set.of(
                    "HOME",
                    "LANG",
                    "LC_ALL",
                    "LC_CTYPE",
                    "LD_LIBRARY_PATH",
                    "MALLOC_ARENA_MAX",
                    "PATH",
                    "TMPDIR");

    private DecoderCommand() {}

    static ProcessBuilder of(Class<?> main, VideoLimits limits) {
        long heap = HEAP + 2 * 3 * limits.pixels();
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + (heap >> 10) + "k",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:-CreateCoredumpOnCrash",
                        // Standard output carries the replies, and the working folder is not ours.
                        "-XX:+DisplayVMOutputToStderr",
                        "-XX:+ErrorFileToStderr",
                        "-cp",
                        classPath(main));
        String cache = System.getProperty(CACHE);
        if (cache != null) {
            builder.command().add("-D" + CACHE + "=" + cache);
        }
        builder.command().add(main.getName());
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(ENVIRONMENT);
        return builder;
    }

    /** On a cluster this class came with the job, FFmpeg with the TaskManager. */
    private static String classPath(Class<?> main) {
        String path = System.getProperty("java.class.path");
        CodeSource source = main.getProtectionDomain().getCodeSource();
        if (source == null) {
            return path;
        }
        try {
            String own = Path.of(source.getLocation().toURI()).toString();
            return List.of(path.split(File.pathSeparator)).contains(own)
                    ? path
                    : path + File.pathSeparator + own;
        } catch (URISyntaxException e) {
            throw new IllegalStateException("No path: " + source.getLocation(), e);
        }
    }
}
