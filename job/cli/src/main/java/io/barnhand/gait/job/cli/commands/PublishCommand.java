package io.barnhand.gait.job.cli.commands;

import io.barnhand.gait.job.cli.ending.KeptWork;
import io.barnhand.gait.job.cli.ending.ShellLine;
import io.barnhand.gait.job.cli.options.ConfigurationOptions;
import io.barnhand.gait.job.cli.publish.FolderPublisher;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.models.Printable;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code barnhand publish}: announces the files of recorders as segments on a Kafka topic. */
@Command(
        name = "publish",
        description = {
            "Announces finished video files of a folder on a Kafka topic, also those that come later.",
            "Files of one camera continue each other where one starts within --gap of the end of the"
                    + " one before; anything else begins a new recording. What was announced is kept in"
                    + " .published-TOPIC.jsonl in the folder, so that a restart continues there."
        },
        mixinStandardHelpOptions = true)
public final class PublishCommand implements Callable<Integer> {

    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");

    @Option(
            names = "--watch",
            required = true,
            paramLabel = "DIR",
            description = "folder of the recorders, with its subfolders")
    private Path folder;

    @Option(names = "--topic", required = true, paramLabel = "T", description = "topic to write to")
    private String topic;

    @Option(names = "--once", description = "announce what is finished, and end")
    private boolean once;

    @Option(
            names = "--rest",
            defaultValue = "10",
            paramLabel = "SECONDS",
            description =
                    "a file that was not written to for this long is finished, even if it was not renamed"
                            + " and no later one is there; default ${DEFAULT-VALUE}")
    private double rest;

    @Option(
            names = "--gap",
            defaultValue = "2",
            paramLabel = "SECONDS",
            description =
                    "largest time between two files that continue each other; default"
                            + " ${DEFAULT-VALUE}")
    private double gap;

    @Mixin private ConfigurationOptions options;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        JobConfiguration configuration = options.read();
        require(
                Files.isDirectory(folder),
                "--watch is %s, must be a folder",
                folder,
                "give the folder that the recorders write into");
        require(
                TOPIC.matcher(topic).matches(),
                "--topic is %s, must be letters, digits, dots, _ and -",
                topic,
                "give the name of a topic");
        require(
                rest >= 0 && rest <= 3600,
                "--rest is %s, must be 0 to 3600 seconds",
                rest,
                "a few seconds are usual");
        require(
                gap >= 0 && gap <= 3600,
                "--gap is %s, must be 0 to 3600 seconds",
                gap,
                "a few seconds are usual");
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (FolderPublisher publisher =
                FolderPublisher.open(
                        configuration,
                        folder.toAbsolutePath().normalize(),
                        topic,
                        seconds(rest),
                        seconds(gap),
                        line -> say(out, line),
                        line -> say(err, line))) {
            ShellLine call = ShellLine.of(spec);
            KeptWork.say(() -> "What was announced is noted; to continue: " + call);
            if (once) {
                publisher.once();
            } else {
                publisher.watch();
            }
        }
        return ExitCode.OK;
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(1000 * seconds));
    }

    /** Names come from files: none may steer the terminal. */
    private static void say(PrintWriter to, String line) {
        to.println(Printable.text(line));
        to.flush();
    }

    private static void require(boolean holds, String problem, Object value, String action) {
        if (!holds) {
            throw new ConfigurationException(String.format(Locale.ROOT, problem, value), action);
        }
    }
}
