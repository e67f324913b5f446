package io.barnhand.gait.job.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A Flink cluster of separate processes, as {@code flink-deploy/standalone/cluster} starts them. It
 * is ready when the factory method returns.
 *
 * <pre>{@code
 * try (FlinkCluster cluster = FlinkCluster.start(folder, 2)) {
 *     FlinkRest rest = cluster.rest();
 *     String jar = rest.upload(FlinkCluster.jobJar());
 *     String job = rest.run(jar, List.of("--set", "run.parallelism=2", ...), Map.of());
 *     cluster.await("the job to run", () -> rest.runs(job));
 *     cluster.taskManager("tm-1").kill();
 * }
 * }</pre>
 */
public final class FlinkCluster implements AutoCloseable {

    private static final int PATIENCE_MINUTES = 5;
    private static final Pattern REST_ADDRESS =
            Pattern.compile("Rest endpoint listening at (\\S+:\\d+)");

    /** What the test waits for. An {@link IOException} counts as not yet. */
    public interface WaitCondition {
        boolean holds() throws IOException, InterruptedException;
    }

    private final Path home = Path.of(System.getProperty("barnhand.home"));
    private final Path folder;
    private final List<String> settings = new ArrayList<>();
    private final List<FlinkProcess> processes = new ArrayList<>();
    private final Deque<FlinkProcess> jobManagers = new ArrayDeque<>();
    private final List<FlinkProcess> taskManagers = new ArrayList<>();
    private FlinkRest rest;

    private FlinkCluster(Path folder, List<String> settings) {
        this.folder = folder;
        this.settings.addAll(
                List.of(
                        "rest.port=0",
                        "env.java.opts.all=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
                        // A dead process refuses its connections, which is noticed within seconds;
                        // one that is silent on a busy machine is not dead.
                        "heartbeat.interval=1000",
                        "heartbeat.rpc-failure-threshold=2",
                        "restart-strategy.type=fixed-delay",
                        "restart-strategy.fixed-delay.attempts=100",
                        "restart-strategy.fixed-delay.delay=1s"));
        this.settings.addAll(settings);
    }

    /**
     * A cluster of one JobManager and TaskManagers {@code tm-1}, {@code tm-2} and so on, of two
     * slots each.
     *
     * @param folder for all its files, empty
     * @param settings {@code key=value}, over those of the configuration that is shipped
     */
    public static FlinkCluster start(Path folder, int taskManagers, String... settings)
            throws IOException, InterruptedException {
        FlinkCluster cluster = new FlinkCluster(folder, List.of(settings));
        cluster.settings.add("jobmanager.rpc.port=" + freePort());
        return cluster.started(1, taskManagers);
    }

    /**
     * As {@link #start}, with ZooKeeper and a second JobManager that waits for the first to die.
     */
    public static FlinkCluster startWithStandby(Path folder, int taskManagers, String... settings)
            throws IOException, InterruptedException {
        FlinkCluster cluster = new FlinkCluster(folder, List.of(settings));
        cluster.settings.addAll(
                List.of(
                        "high-availability.type=zookeeper",
                        "high-availability.zookeeper.quorum=" + cluster.startZooKeeper(),
                        "high-availability.zookeeper.client.session-timeout=10s",
                        "high-availability.storageDir=" + folder.resolve("ha").toUri()));
        return cluster.started(2, taskManagers);
    }

    /** The jar that is submitted to a cluster. */
    public static Path jobJar() {
        return Path.of(System.getProperty("barnhand.clusterJar"));
    }

    /** The JobManager that leads. */
    public FlinkRest rest() {
        return rest;
    }

    /** The JobManager that leads. */
    public FlinkProcess jobManager() {
        return jobManagers.getFirst();
    }

    public FlinkProcess taskManager(String name) {
        return taskManagers.stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Those that were not killed. */
    public List<FlinkProcess> taskManagers() {
        return taskManagers.stream().filter(FlinkProcess::isAlive).toList();
    }

    /** Starts one more, and returns when its slots are there. */
    public FlinkProcess addTaskManager() throws IOException, InterruptedException {
        FlinkProcess added = startTaskManager();
        await(added.name(), () -> isRegistered(added));
        return added;
    }

    /** Kills the JobManager that leads, and returns when the standby leads. */
    public void killJobManager() throws IOException, InterruptedException {
        jobManagers.removeFirst().kill();
        rest = new FlinkRest(restAddress(jobManager()));
        await("the standby to lead", () -> !rest.get("/overview").isMissingNode());
    }

    /** Returns when the condition holds. */
    public void await(String what, WaitCondition condition) {
        try {
            Awaitility.await(what)
                    .atMost(Duration.ofMinutes(PATIENCE_MINUTES))
                    // While the leader changes, no JobManager answers.
                    .ignoreException(IOException.class)
                    .until(condition::holds);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("Waited in vain for " + what + "\n" + logs(), e);
        }
    }

    /** The ends of all logs. */
    public String logs() {
        return processes.stream().map(FlinkProcess::logTail).collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        processes.forEach(FlinkProcess::kill);
    }

    private FlinkCluster started(int jobManagers, int taskManagers)
            throws IOException, InterruptedException {
        try {
            for (int i = 1; i <= jobManagers; i++) {
                // One after the other, so that the first one leads.
                FlinkProcess process = startFlink("jm-" + i, "jobmanager");
                this.jobManagers.add(process);
                FlinkRest started = new FlinkRest(restAddress(process));
                if (rest == null) {
                    rest = started;
                    for (int k = 1; k <= taskManagers; k++) {
                        startTaskManager();
                    }
                }
                await(process.name(), () -> !started.get("/overview").isMissingNode());
            }
            for (FlinkProcess process : this.taskManagers) {
                await(process.name(), () -> isRegistered(process));
            }
            return this;
        } catch (Throwable e) {
            close();
            throw e;
        }
    }

    private boolean isRegistered(FlinkProcess taskManager)
            throws IOException, InterruptedException {
        return rest.get("/taskmanagers").findValuesAsText("id").contains(taskManager.name());
    }

    private FlinkProcess startTaskManager() throws IOException {
        String name = "tm-" + (taskManagers.size() + 1);
        FlinkProcess process = startFlink(name, "taskmanager", "taskmanager.resource-id=" + name);
        taskManagers.add(process);
        return process;
    }

    private FlinkProcess startFlink(String name, String kind, String... more) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                home.resolve("flink-deploy/standalone/cluster").toString(),
                                kind,
                                "--dir",
                                folder.toString()));
        Stream.concat(settings.stream(), Stream.of(more))
                .forEach(setting -> command.addAll(List.of("-D", setting)));
        return started(FlinkProcess.start(name, folder, command));
    }

    /** Starts the ZooKeeper of Flink and returns its address. */
    private String startZooKeeper() throws IOException {
        int port = freePort();
        Path data = Files.createDirectories(folder.resolve("zookeeper"));
        Path configuration =
                Files.writeString(
                        folder.resolve("zoo.cfg"),
                        String.format(
                                Locale.ROOT,
                                """
                        clientPort=%d
                        clientPortAddress=127.0.0.1
                        dataDir=%s
                        tickTime=1000
                        admin.enableServer=false
                        """,
                                port,
                                data));
        Path libraries = home.resolve("flink-deploy/standalone/target");
        started(
                FlinkProcess.start(
                        "zookeeper",
                        folder,
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx128m",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                libraries.resolve("flink")
                                        + "/*:"
                                        + libraries.resolve("lib")
                                        + "/*",
                                "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer",
                                "--zkConfigFile",
                                configuration.toString(),
                                "--peerId",
                                "1")));
        return "127.0.0.1:" + port;
    }

    private FlinkProcess started(FlinkProcess process) {
        processes.add(process);
        return process;
    }

    private String restAddress(FlinkProcess jobManager) throws InterruptedException {
        await(
                jobManager.name() + " to listen",
                () -> {
                    if (!jobManager.isAlive()) {
                        throw new AssertionError("It ended\n" + jobManager.logTail());
                    }
                    return REST_ADDRESS.matcher(jobManager.log()).find();
                });
        Matcher address = REST_ADDRESS.matcher(jobManager.log());
        return address.find() ? address.group(1) : null;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
