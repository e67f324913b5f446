package io.barnhand.gait.job.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Runs {@code barnhand} inside the test, and reads its results. */
public final class Shell {

    private static final JsonMapper MAPPER = new JsonMapper();

    /** The output of a command and its exit code. */
    public record Result(int exitCode, String out, String err) {}

    private final Path out;

    /**
     * @param out folder that sinks write below
     */
    public Shell(Path out) {
        this.out = out;
    }

    public static Result barnhand(String... arguments) {
        StringWriter standard = new StringWriter();
        StringWriter error = new StringWriter();
        CommandLine commandLine = program();
        commandLine.setOut(new PrintWriter(standard, true));
        commandLine.setErr(new PrintWriter(error, true));
        int exitCode = commandLine.execute(arguments);
        return new Result(exitCode, standard.toString(), error.toString());
    }

    /** By its name, as the program's own tests use this harness. */
    private static CommandLine program() {
        try {
            return (CommandLine)
                    Class.forName("io.barnhand.gait.job.cli.Barnhand")
                            .getMethod("commandLine")
                            .invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The program barnhand is not on the class path", e);
        }
    }

    /** The command of a separate process, as the launcher starts {@code barnhand}. */
    public static List<String> java(Class<?> main, String... arguments) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--add-opens=java.base/java.util=ALL-UNNAMED",
                                "-Xmx768m",
                                "-XX:TieredStopAtLevel=1",
                                "-Dai.djl.offline=true",
                                "-Dbarnhand.home=" + System.getProperty("barnhand.home"),
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** {@code barnhand run} with its sinks below this shell's folder. */
    public Result run(String id, String... settings) {
        List<String> arguments = new ArrayList<>(List.of("run"));
        Stream.concat(
                        Arrays.stream(settings),
                        Stream.of(
                                "run.id=" + id,
                                "sinks.poses.path=" + out.resolve("poses"),
                                "sinks.gait={kind: jsonl, path: " + out.resolve("gait") + "}",
                                "sinks.strides.path=" + out.resolve("strides"),
                                "sinks.coverage.path=" + out.resolve("coverage"),
                                "sinks.dead-letter.path=" + out.resolve("dead-letter")))
                .forEach(
                        setting -> {
                            arguments.add("--set");
                            arguments.add(setting);
                        });
        return barnhand(arguments.toArray(String[]::new));
    }

    public Path folder(String sink, String run) {
        return out.resolve(sink).resolve("run=" + run);
    }

    /** The lines of a sink, sorted, without the name of the run. */
    public List<String> lines(String sink, String run) throws IOException {
        List<String> lines = new ArrayList<>();
        for (JsonNode json : records(sink, run)) {
            lines.add(json.toString());
        }
        lines.sort(null);
        return lines;
    }

    /** The records of a sink, without the name of the run. */
    public List<JsonNode> records(String sink, String run) throws IOException {
        List<JsonNode> records = new ArrayList<>();
        Path folder = folder(sink, run);
        if (!Files.isDirectory(folder)) {
            return records;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(Files::isRegularFile)
                            .filter(f -> !f.getFileName().toString().startsWith("."))
                            .toList()) {
                for (String line : Files.readAllLines(file)) {
                    records.add(withoutRun(line));
                }
            }
        }
        return records;
    }

    /** A record without the name of its run. */
    public static JsonNode withoutRun(String line) throws IOException {
        ObjectNode json = (ObjectNode) MAPPER.readTree(line);
        json.remove("run");
        return json;
    }
}
