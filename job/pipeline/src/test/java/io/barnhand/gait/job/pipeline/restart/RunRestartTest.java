package io.barnhand.gait.job.pipeline.restart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.pipeline.GaitJob;
import io.barnhand.gait.job.pipeline.runs.RunLock;
import io.barnhand.gait.operators.stages.detection.AttemptMarkers;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.OperatorStreamStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRestartTest {

    private static final int STATE_BYTES = 100;
    private static final String KNOWN = "gait-windows";

    @TempDir private Path folder;

    @Test
    void aRunBeginsWhereNothingIsKept() throws Exception {
        RunRestart restart = restart();
        restart.find(false);

        assertThat(restart.text())
                .singleElement()
                .asString()
                .startsWith("Run barn begins; its checkpoints are kept in ")
                .endsWith("and the same command continues it.");
        Configuration settings = applied(restart);
        assertThat(settings.getOptional(StateRecoveryOptions.SAVEPOINT_PATH)).isEmpty();
        assertThat(settings.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY))
                .endsWith("/run=barn/start=1");
        assertThat(settings.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY))
                .isEqualTo(settings.get(AttemptMarkers.OF_ALL_STARTS) + "/run=barn/start=1");
    }

    @Test
    void theNewestCheckpointOfTheNewestStartIsTaken() throws Exception {
        checkpoint(begin(), 9);
        Path second = begin();
        checkpoint(second, 3);
        Path newest = checkpoint(second, 4);
        // Killed while it was written.
        Files.createDirectories(newest.resolveSibling("chk-5"));

        RunRestart restart = restart();
        restart.find(true);

        assertThat(taken(restart)).isEqualTo(newest.toString());
        assertThat(restart.text())
                .singleElement()
                .asString()
                .startsWith("Run barn continues from ");
    }

    /** Clocks and times of files decide nothing. */
    @Test
    void aCheckpointOfBeforeTheClockWasSetBackIsOlder() throws Exception {
        Path old = checkpoint(begin(), 1);
        Path newest = checkpoint(begin(), 2);
        Files.setLastModifiedTime(
                newest.resolve("_metadata"), java.nio.file.attribute.FileTime.fromMillis(0));

        RunRestart restart = restart();
        restart.find(true);

        assertThat(old).exists();
        assertThat(taken(restart)).isEqualTo(newest.toString());
    }

    @Test
    void aStartWithoutACheckpointContinuesWhereItWouldHave() throws Exception {
        Path first = checkpoint(begin(), 1);
        begin();

        RunRestart restart = restart();
        restart.find(true);

        assertThat(taken(restart)).isEqualTo(first.toString());
    }

    @Test
    void aRunThatWasKilledBeforeItsFirstCheckpointBeginsAgain() throws Exception {
        begin();

        RunRestart restart = restart();
        restart.find(true);

        assertThat(restart.text()).singleElement().asString().startsWith("Run barn begins");
    }

    @Test
    void whatALossOfPowerLeftShortIsPassedOverWithAWord() throws Exception {
        Path start = begin();
        Path whole = checkpoint(start, 1);
        Path cut = checkpoint(start, 2);
        Files.write(cut.resolve("state"), new byte[STATE_BYTES / 2]);

        RunRestart restart = restart();
        restart.find(true);

        assertThat(taken(restart)).isEqualTo(whole.toString());
        assertThat(restart.text().get(1))
                .contains("chk-2", "has 50 bytes of 100", "may be twice in files and topics");
    }

    @Test
    void brokenCheckpointsStopAStartUnlessItResumesAnyway() throws Exception {
        Path only = checkpoint(begin(), 1);
        Files.writeString(only.resolve("_metadata"), "no metadata");

        assertThatThrownBy(() -> restart().find(true))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Run barn has begun, and has no checkpoint to continue from")
                .hasMessageContaining("chk-1")
                .hasMessageContaining("Nothing was removed")
                .hasMessageContaining("--set run.resume=true");
        RunRestart resumed = restart("run.resume=true");
        resumed.find(true);
        assertThat(taken(resumed)).isNull();
        assertThat(only).exists();
    }

    @Test
    void aRunWithResultsWhoseCheckpointsAreGoneIsRefusedWithTheWaysOn() {
        assertThatThrownBy(() -> restart().find(true))
                .hasMessageContaining("run=barn holds none")
                .hasMessageContaining("--from-savepoint")
                .hasMessageContaining("--set run.id=barn-2");
    }

    @Test
    void checkpointsOfOtherSettingsAreRefusedByTheirKeys() throws Exception {
        checkpoint(begin(), 1);

        assertThatThrownBy(() -> restart("source.kafka.topic=other").find(true))
                .hasMessageContaining("source.kafka.topic was segments, is other");
        assertThatThrownBy(() -> restart("detector.score=0.9").find(true))
                .hasMessageContaining("detector.score was ");
        restart("run.parallelism=4").find(true);
    }

    @Test
    void whatTheUserNamesWins() throws Exception {
        checkpoint(begin(), 7);
        Path savepoint = write(folder.resolve("savepoint"), 3, KNOWN);

        RunRestart restart =
                restart(new SavepointRestore(savepoint.toString(), false), configuration());
        restart.find(true);

        assertThat(taken(restart)).isEqualTo(savepoint.toString());
        RunRestart next = restart();
        next.find(true);
        assertThat(taken(next)).isEqualTo(savepoint.toString());
    }

    @Test
    void aStopWithASavepointIsContinuedThereAndADrainIsAnEnd() throws Exception {
        Path start = begin();
        checkpoint(start, 1);
        Path savepoint = write(folder.resolve("savepoint"), 2, KNOWN);
        assertThat(KeptCheckpoints.noteStop(start.toString(), savepoint.toString(), false))
                .isTrue();

        RunRestart restart = restart();
        restart.find(true);

        assertThat(taken(restart)).isEqualTo(savepoint.toString());
        assertThat(KeptCheckpoints.noteStop(begin().toString(), "s", true)).isTrue();
        assertThatThrownBy(() -> restart().find(true))
                .hasMessageContaining("stopped with --drain")
                .hasMessageContaining("--set run.id=barn-2");
        assertThat(KeptCheckpoints.noteStop(folder.resolve("none").toString(), "s", false))
                .isFalse();
    }

    @Test
    void aSecondProcessIsKeptOut() throws Exception {
        try (RunLock first = restart().lock()) {
            assertThatThrownBy(() -> restart().lock())
                    .hasMessageContaining("Run barn is being processed by another process");
        }
        restart().lock().close();
    }

    @Test
    void oldStartsAreRemoved() throws Exception {
        Path continued = checkpoint(begin(), 1);
        for (int i = 0; i < 20; i++) {
            begin();
        }

        try (Stream<Path> starts = Files.list(folder.resolve("run=barn"))) {
            assertThat(starts.filter(Files::isDirectory)).hasSizeLessThan(7);
        }
        assertThat(continued).exists();
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws Exception {
        Files.writeString(folder.resolve("file"), "");

        RunRestart restart = restart("run.checkpoints=" + folder.resolve("file"));

        assertThatThrownBy(restart::lock)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(folder.resolve("file").toString())
                .hasMessageContaining("run.checkpoints");
    }

    @Test
    void theStateOfARemovedSinkIsLeftBehindByName() throws Exception {
        Path start = begin();
        write(
                start.resolve("job/chk-1"),
                1,
                KNOWN,
                "gait-sink kafka passes",
                "Sink Committer: gait-sink kafka passes");

        RunRestart restart = restart();
        restart.find(true);
        restart.require(() -> graph(configuration()));

        assertThat(restart.text().get(1))
                .startsWith("Removed, ")
                .contains("sinks.gait kafka passes.");
        assertThat(applied(restart).get(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE))
                .isTrue();
    }

    @Test
    void stateOfAnotherJobIsRefusedByTheKey() throws Exception {
        write(begin().resolve("job/chk-1"), 1, KNOWN, "pose-archive");

        RunRestart restart = restart();
        restart.find(true);

        assertThatThrownBy(() -> restart.require(() -> graph(configuration())))
                .hasMessageContaining("this one has no pose-archive")
                .hasMessageContaining("source.kind");
    }

    /** It would read all of its input again. */
    @Test
    void aRunWithAnEndIsContinuedFromASavepointAlone() throws Exception {
        String[] bounded = {"source.kind=poses", "source.path=/poses", "run.resume=true"};
        JobConfiguration streaming =
                ConfigurationReader.read(
                        null,
                        List.of(
                                "run.id=barn",
                                "run.mode=streaming",
                                bounded[0],
                                bounded[1],
                                bounded[2]));
        JobConfiguration batch =
                ConfigurationReader.read(
                        null, List.of("run.id=barn", bounded[0], bounded[1], bounded[2]));
        Path savepoint = write(folder.resolve("savepoint"), 3, KNOWN);
        SavepointRestore named = new SavepointRestore(savepoint.toString(), false);

        assertThatThrownBy(() -> restart(SavepointRestore.NONE, streaming).find(true))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("run.resume true names no savepoint to continue from")
                .hasMessageContaining("--from-savepoint FOLDER")
                .hasMessageContaining("--set run.id=barn-2");
        assertThatThrownBy(() -> restart(named, batch).find(true))
                .hasMessageContaining("a job in batch mode does not continue a run")
                .hasMessageContaining("begin another run with --set run.id=barn-2");
        RunRestart continued = restart(named, streaming);
        continued.find(true);
        assertThat(taken(continued)).isEqualTo(savepoint.toString());
        restart(SavepointRestore.NONE, batch).find(false);
        restart(SavepointRestore.NONE, streaming).find(false);
    }

    @Test
    void aStartThatWasKilledBeforeItsClaimOrBehindItBeginsAgain() throws Exception {
        // The note of a start is made before its claim.
        begin();

        restart().find(false);
        restart().find(true);
    }

    @Test
    void aRunWithoutANameIsSaidToBeginAnew() {
        RunRestart restart =
                RunRestart.of(
                        configuration("run.id=null"),
                        "generated",
                        null,
                        SavepointRestore.NONE,
                        "x");
        restart.find(false);

        assertThat(restart.text()).singleElement().asString().contains("run.id is null");
    }

    private JobConfiguration configuration(String... more) {
        List<String> settings =
                new ArrayList<>(
                        List.of(
                                "run.id=barn",
                                "source.kind=kafka",
                                "source.kafka.topic=segments",
                                "source.kafka.roots=[/footage]",
                                "kafka.brokers=127.0.0.1:1"));
        settings.addAll(List.of(more));
        return ConfigurationReader.read(null, settings);
    }

    private RunRestart restart(String... more) {
        return restart(SavepointRestore.NONE, configuration(more));
    }

    private RunRestart restart(SavepointRestore named, JobConfiguration configuration) {
        return GaitJob.restart(configuration, "barn", named, folder.toString());
    }

    private static Configuration applied(RunRestart restart) {
        Configuration settings = new Configuration();
        restart.applyTo(settings);
        return settings;
    }

    /** The state that Flink is given, a path; null for none. */
    private static String taken(RunRestart restart) {
        String path = applied(restart).get(StateRecoveryOptions.SAVEPOINT_PATH);
        return path == null ? null : path.replaceFirst("^file:/*", "/").replaceFirst("/$", "");
    }

    /** The folder of another start, from wherever it continues. */
    private Path begin() {
        RunRestart restart = restart();
        restart.find(false);
        String start = applied(restart).get(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
        return Path.of(start.replaceFirst("^file:/*", "/"));
    }

    private static Path checkpoint(Path start, int number) throws IOException {
        return write(start.resolve("job/chk-" + number), number, KNOWN);
    }

    private static Path write(Path checkpoint, int number, String... uids) throws IOException {
        Files.createDirectories(checkpoint);
        Path state = Files.write(checkpoint.resolve("state"), new byte[STATE_BYTES]);
        List<OperatorState> states = new ArrayList<>();
        for (String uid : uids) {
            OperatorState operator = new OperatorState(uid, uid, OperatorIds.of(uid), 1, 128);
            operator.putState(
                    0,
                    OperatorSubtaskState.builder()
                            .setManagedOperatorState(
                                    new OperatorStreamStateHandle(
                                            Map.of(
                                                    "s",
                                                    new OperatorStateHandle.StateMetaInfo(
                                                            new long[] {0},
                                                            OperatorStateHandle.Mode
                                                                    .SPLIT_DISTRIBUTE)),
                                            new FileStateHandle(
                                                    new org.apache.flink.core.fs.Path(
                                                            state.toUri()),
                                                    STATE_BYTES)))
                            .build());
            states.add(operator);
        }
        try (DataOutputStream out =
                new DataOutputStream(Files.newOutputStream(checkpoint.resolve("_metadata")))) {
            Checkpoints.storeCheckpointMetadata(
                    new CheckpointMetadata(number, states, List.of()), out);
        }
        return checkpoint;
    }

    /** A job whose only stateful operator is known. */
    private static StreamGraph graph(JobConfiguration configuration) {
        assertThat(configuration.bounded()).isFalse();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.fromData(1).uid("one").map(x -> x).returns(Integer.class).uid(KNOWN).print().uid("p");
        return env.getStreamGraph();
    }
}
