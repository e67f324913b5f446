package io.barnhand.gait.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.impl.ContextDataFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.util.StringMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The layouts of logs that are shipped. */
class LogLayoutTest {

    private static final Path HOME = Path.of("../..");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conf/log4j2.properties",
                "flink-deploy/standalone/conf/log4j2.properties",
                "flink-deploy/kubernetes/cluster/flinkdeployment.yaml"
            })
    void aNameCannotForgeALineNorSteerTheTerminal(String file) throws IOException {
        StringMap context = ContextDataFactory.createContextData();
        context.putValue("camera", "aisle\u001b[2J\n12:00:00 ERROR forged");

        String line =
                PatternLayout.newBuilder()
                        .withPattern(pattern(Files.readString(HOME.resolve(file))))
                        .build()
                        .toSerializable(
                                Log4jLogEvent.newBuilder()
                                        .setLevel(Level.WARN)
                                        .setLoggerName("a.B")
                                        .setContextData(context)
                                        .setMessage(
                                                new SimpleMessage(
                                                        "x\r\n12:00:00 ERROR forged \u001b[31m\u009b1m\u202e\u2028 Süd [1] $1 {}"))
                                        .build());

        assertThat(line).endsWith("x??12:00:00 ERROR forged ?[31m?1m?? Süd [1] $1 {}\n");
        assertThat(line.lines()).hasSize(1);
        assertThat(line).doesNotContain("\u001b");
    }

    private static String pattern(String file) throws IOException {
        Matcher line = Pattern.compile("(?m)^\\s*appender.console.layout.pattern.*$").matcher(file);
        assertThat(line.find()).isTrue();
        Properties properties = new Properties();
        properties.load(new StringReader(line.group().strip()));
        return properties.getProperty("appender.console.layout.pattern");
    }
}
