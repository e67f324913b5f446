package io.barnhand.gait.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.testing.Shell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The layouts of logs that are shipped. */
class LogLayoutTest {

    private static final Path HOME = Path.of("../..");

    @TempDir private Path folder;

    /** Logs as the program does, of a camera and a file with hostile names. */
    static final class Hostile {

        public static void main(String[] arguments) {
            MDC.put("camera", "aisle\u001b[2J\n12:00:00 ERROR forged");
            LoggerFactory.getLogger("a.B")
                    .warn("x\r\n12:00:00 ERROR forged \u001b[31m\u009b1m\u202e\u2028 [1] $1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conf/log4j2.properties",
                "flink-deploy/standalone/conf/log4j2.properties",
                "flink-deploy/kubernetes/cluster/flinkdeployment.yaml"
            })
    void aNameCannotForgeALineNorSteerTheTerminal(String file) throws Exception {
        Path settings = folder.resolve("log4j2.properties");
        Files.writeString(
                settings,
                """
                rootLogger.level = warn
                rootLogger.appenderRef.console.ref = console
                appender.console.type = Console
                appender.console.name = console
                appender.console.layout.type = PatternLayout
                appender.console.layout.charset = UTF-8
                """
                        + pattern(file)
                        + "\n");
        List<String> command = Shell.java(Hostile.class);
        command.add(1, "-Dlog4j.configurationFile=" + settings);

        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(line).endsWith("x??12:00:00 ERROR forged ?[31m?1m?? [1] $1\n");
        assertThat(line.lines()).hasSize(1);
        assertThat(line).doesNotContain("\u001b");
    }

    private static String pattern(String file) throws IOException {
        Matcher line =
                Pattern.compile("(?m)^\\s*(appender.console.layout.pattern.*)$")
                        .matcher(Files.readString(HOME.resolve(file)));
        assertThat(line.find()).isTrue();
        return line.group(1);
    }
}
