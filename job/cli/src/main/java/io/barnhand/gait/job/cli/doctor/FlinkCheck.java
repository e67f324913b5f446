package io.barnhand.gait.job.cli.doctor;

import io.barnhand.gait.job.pipeline.checks.Finding;
import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.runtime.util.EnvironmentInformation;

/** The jars of Flink on the class path, which must be of one version. */
public final class FlinkCheck {

    private static final String SUBJECT = "Flink";

    /** Connectors, whose versions name Flink's: {@code 5.0.0-2.2} is for Flink 2.2. */
    private static final Pattern CONNECTOR = Pattern.compile(".*-(\\d+\\.\\d+)");

    private FlinkCheck() {}

    public static List<Finding> find() {
        return List.of(
                of(
                        EnvironmentInformation.getVersion(),
                        versions(System.getProperty("java.class.path"))));
    }

    /**
     * @param version of Flink's runtime
     * @param jars version of every jar of Flink by its name
     */
    static Finding of(String version, Map<String, String> jars) {
        String others =
                jars.entrySet().stream()
                        .filter(jar -> !agrees(jar.getValue(), version))
                        .map(
                                jar ->
                                        String.format(
                                                Locale.ROOT,
                                                "%s is %s",
                                                jar.getKey(),
                                                jar.getValue()))
                        .collect(Collectors.joining(", "));
        return others.isEmpty()
                ? Finding.ok(
                        SUBJECT,
                        String.format(Locale.ROOT, "%s, %d jars agree", version, jars.size()))
                : Finding.failed(
                        SUBJECT,
                        String.format(Locale.ROOT, "the runtime is %s, but %s", version, others),
                        "remove jars of another version from the class path, or build again: mvn clean package");
    }

    private static boolean agrees(String jar, String flink) {
        Matcher connector = CONNECTOR.matcher(jar);
        return connector.matches()
                ? Version.parse(connector.group(1)).compareTo(Version.parse(flink)) <= 0
                        && major(connector.group(1)).equals(major(flink))
                : jar.equals(flink);
    }

    private static String major(String version) {
        return version.split("\\.", 2)[0];
    }

    /** Of Flink's own jars and its connectors; other jars have other versions. */
    private static Map<String, String> versions(String classPath) {
        Map<String, String> versions = new TreeMap<>();
        for (String entry : classPath.split(File.pathSeparator)) {
            String name = Path.of(entry).getFileName().toString();
            if (name.matches("flink-(?!shaded|kubernetes).*\\.jar")) {
                versions.put(name, version(entry));
            }
        }
        return versions;
    }

    private static String version(String jar) {
        try (JarFile file = new JarFile(jar)) {
            return String.valueOf(
                    file.getManifest()
                            .getMainAttributes()
                            .getValue(Attributes.Name.IMPLEMENTATION_VERSION));
        } catch (IOException e) {
            return "not readable (" + e.getMessage() + ")";
        }
    }
}
