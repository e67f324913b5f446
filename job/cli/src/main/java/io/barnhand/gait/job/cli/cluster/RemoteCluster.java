package io.barnhand.gait.job.cli.cluster;

import io.barnhand.gait.job.pipeline.GaitJob;
import io.barnhand.gait.operators.stages.monitoring.CounterGroup;
import java.net.ConnectException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.jobgraph.JobType;
import org.apache.flink.runtime.rest.handler.legacy.messages.ClusterOverviewWithVersion;
import org.apache.flink.runtime.rest.messages.ClusterConfigurationInfoHeaders;
import org.apache.flink.runtime.rest.messages.ConfigurationInfoEntry;
import org.apache.flink.runtime.rest.messages.EmptyRequestBody;
import org.apache.flink.runtime.rest.messages.JobConfigHeaders;
import org.apache.flink.runtime.rest.messages.JobExceptionsHeaders;
import org.apache.flink.runtime.rest.messages.JobExceptionsInfoWithHistory.RootExceptionInfo;
import org.apache.flink.runtime.rest.messages.JobMessageParameters;
import org.apache.flink.runtime.rest.messages.checkpoints.CheckpointingStatistics;
import org.apache.flink.runtime.rest.messages.checkpoints.CheckpointingStatisticsHeaders;
import org.apache.flink.runtime.rest.messages.job.JobDetailsInfo;
import org.apache.flink.util.ExceptionUtils;

/**
 * A Flink cluster and the jobs of BarnHand on it. Every method waits for the answer.
 *
 * <p>Not supported: a REST interface behind TLS or a login.
 */
public final class RemoteCluster implements AutoCloseable {

    private final RestAddress address;
    private final RestClusterClient<StandaloneClusterId> client;

    private RemoteCluster(RestAddress address, RestClusterClient<StandaloneClusterId> client) {
        this.address = address;
        this.client = client;
    }

    /** A cluster, not asked yet. */
    public static RemoteCluster at(RestAddress address) {
        try {
            return new RemoteCluster(
                    address,
                    new RestClusterClient<>(address.settings(), StandaloneClusterId.getInstance()));
        } catch (Exception e) {
            throw new ClusterException(
                    String.format(
                            Locale.ROOT,
                            "No client can be made for the JobManager %s (%s)",
                            address,
                            e),
                    "check --jobmanager and this machine's Flink settings",
                    e);
        }
    }

    /** Where it is. */
    public RestAddress address() {
        return address;
    }

    /**
     * TaskManagers and slots.
     *
     * @throws ClusterException if no JobManager answers
     */
    public ClusterOverviewWithVersion overview() {
        return answer("asked for its slots", client.getClusterOverview());
    }

    /** The jobs of BarnHand that have not ended, by name. */
    public List<JobStatusMessage> jobs() {
        return answer("asked for its jobs", client.listJobs()).stream()
                .filter(job -> !job.getJobState().isGloballyTerminalState())
                .filter(job -> GaitJob.run(job.getJobName()).isPresent())
                .sorted(Comparator.comparing(JobStatusMessage::getJobName))
                .toList();
    }

    /**
     * One of the {@link #jobs()}.
     *
     * @param run its run.id or the id that Flink gave it; null where only one runs
     * @throws ClusterException if it is not there, or not the only one
     */
    public JobStatusMessage job(String run) {
        List<JobStatusMessage> jobs = jobs();
        List<JobStatusMessage> meant =
                jobs.stream()
                        .filter(
                                job ->
                                        run == null
                                                || job.getJobId().toString().equals(run)
                                                || run(job).equals(run))
                        .toList();
        if (meant.size() == 1) {
            return meant.get(0);
        }
        List<String> runs = jobs.stream().map(RemoteCluster::run).toList();
        if (jobs.isEmpty()) {
            throw new ClusterException(
                    String.format(Locale.ROOT, "No job of BarnHand runs on %s", address),
                    "start one with barnhand submit, or name another cluster with --jobmanager");
        }
        throw new ClusterException(
                run == null
                        ? String.format(
                                Locale.ROOT,
                                "%d jobs of BarnHand run on %s and none is named",
                                jobs.size(),
                                address)
                        : String.format(
                                Locale.ROOT, "Run %s has no job on %s, or several", run, address),
                String.format(Locale.ROOT, "name one of these: %s", String.join(", ", runs)));
    }

    /** The job of a run that has not ended, if there is one. */
    public Optional<JobStatusMessage> jobOf(String run) {
        return jobs().stream().filter(job -> run(job).equals(run)).findAny();
    }

    /** The run that a job belongs to. */
    public static String run(JobStatusMessage job) {
        return GaitJob.run(job.getJobName()).orElseThrow();
    }

    /** State of a job and its tasks. */
    public JobDetailsInfo details(JobID job) {
        return answer("asked for a job", client.getJobDetails(job));
    }

    /** Slots that a job takes. */
    public int parallelism(JobID job) {
        return details(job).getJobVertexInfos().stream()
                .mapToInt(JobDetailsInfo.JobVertexDetailsInfo::getParallelism)
                .max()
                .orElse(1);
    }

    /** What a job counts, such as segments and frames. */
    public Map<String, Object> progress(JobID job) {
        Map<String, Object> counts =
                new LinkedHashMap<>(
                        answer(
                                "asked for the progress of a job",
                                client.getAccumulators(job, getClass().getClassLoader())));
        counts.keySet().removeIf(CounterGroup::isCpuNanos);
        return counts;
    }

    /** What made a job fail the last time, if it ever did. */
    public Optional<String> failure(JobID job) {
        JobExceptionsHeaders headers = JobExceptionsHeaders.getInstance();
        var parameters = headers.getUnresolvedMessageParameters();
        parameters.jobPathParameter.resolve(job);
        return answer(
                        "asked for failures of a job",
                        client.sendRequest(headers, parameters, EmptyRequestBody.getInstance()))
                .getExceptionHistory()
                .getEntries()
                .stream()
                .max(Comparator.comparing(RootExceptionInfo::getTimestamp))
                .map(failure -> FailureCause.in(failure.getStacktrace()));
    }

    /** Checkpoints and savepoints of a job. */
    public CheckpointingStatistics checkpoints(JobID job) {
        CheckpointingStatisticsHeaders headers = CheckpointingStatisticsHeaders.getInstance();
        JobMessageParameters parameters = headers.getUnresolvedMessageParameters();
        parameters.jobPathParameter.resolve(job);
        return answer(
                "asked for the checkpoints of a job",
                client.sendRequest(headers, parameters, EmptyRequestBody.getInstance()));
    }

    /** The parameters that a job was started with. */
    public Map<String, String> parameters(JobID job) {
        JobConfigHeaders headers = JobConfigHeaders.getInstance();
        JobMessageParameters parameters = headers.getUnresolvedMessageParameters();
        parameters.jobPathParameter.resolve(job);
        return answer(
                        "asked for the settings of a job",
                        client.sendRequest(headers, parameters, EmptyRequestBody.getInstance()))
                .getExecutionConfigInfo()
                .getGlobalJobParameters();
    }

    /** The folder of checkpoints that the cluster's own settings name. */
    public Optional<String> checkpointFolder() {
        ClusterConfigurationInfoHeaders headers = ClusterConfigurationInfoHeaders.getInstance();
        return answer(
                        "asked for its settings",
                        client.sendRequest(
                                headers,
                                headers.getUnresolvedMessageParameters(),
                                EmptyRequestBody.getInstance()))
                .stream()
                .filter(
                        entry ->
                                entry.getKey()
                                        .equals(CheckpointingOptions.CHECKPOINTS_DIRECTORY.key()))
                .map(ConfigurationInfoEntry::getValue)
                .findAny();
    }

    /**
     * Makes a savepoint; the job keeps running.
     *
     * @param folder URI or path as the cluster sees it, or null for that of the cluster's settings
     * @return URI of the savepoint
     */
    public String savepoint(JobStatusMessage job, String folder) {
        requireStreaming(job);
        return saved(
                job,
                folder,
                client.triggerSavepoint(job.getJobId(), folder, SavepointFormatType.CANONICAL));
    }

    /**
     * Makes a savepoint and ends the job.
     *
     * @param drain whether the input ends with it, so that open passes are closed; such a savepoint
     *     is the end of the run
     * @param folder URI or path as the cluster sees it, or null for that of the cluster's settings
     * @return URI of the savepoint
     */
    public String stop(JobStatusMessage job, boolean drain, String folder) {
        requireStreaming(job);
        return saved(
                job,
                folder,
                client.stopWithSavepoint(
                        job.getJobId(), drain, folder, SavepointFormatType.CANONICAL));
    }

    /** Ends a job at once; nothing is kept but what it has written. */
    public void cancel(JobID job) {
        answer("asked to cancel a job", client.cancel(job));
        answer("asked for the end of a job", client.requestJobResult(job));
    }

    private void requireStreaming(JobStatusMessage job) {
        if (GaitJob.isKeypoints(job.getJobName())) {
            throw new ClusterException(
                    String.format(
                            Locale.ROOT,
                            "Run %s is in the first phase of an archive, which has no savepoints",
                            run(job)),
                    String.format(
                            Locale.ROOT,
                            "end it with barnhand stop %s: what it has done is kept",
                            run(job)));
        }
        if (details(job.getJobId()).getJobType() == JobType.BATCH) {
            throw new ClusterException(
                    String.format(
                            Locale.ROOT,
                            "Run %s is in batch mode, which has no savepoints",
                            run(job)),
                    String.format(
                            Locale.ROOT,
                            "let it end, or cancel its job %s on Flink's page %s",
                            job.getJobId(),
                            client.getWebInterfaceURL()));
        }
    }

    private String saved(JobStatusMessage job, String folder, CompletableFuture<String> savepoint) {
        try {
            return savepoint.get();
        } catch (ExecutionException e) {
            String action =
                    folder == null
                            ? "give --to, or set execution.checkpointing.savepoint-dir on the cluster"
                            : "check that every machine of the cluster can write to " + folder;
            throw new ClusterException(
                    String.format(
                            Locale.ROOT,
                            "Run %s has no savepoint (%s); its job %s keeps running if it can",
                            run(job),
                            innermost(e),
                            job.getJobId()),
                    action,
                    e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private <T> T answer(String asked, CompletableFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            boolean nobody =
                    ExceptionUtils.findThrowable(e, ConnectException.class).isPresent()
                            || ExceptionUtils.findThrowable(e, TimeoutException.class).isPresent();
            if (nobody) {
                throw new ClusterException(
                        String.format(
                                Locale.ROOT,
                                "No JobManager answers at %s (%s)",
                                address,
                                innermost(e)),
                        "start the cluster, or give --jobmanager with the host and port of Flink's web page",
                        e);
            }
            throw new ClusterException(
                    String.format(
                            Locale.ROOT,
                            "The JobManager %s could not be %s: %s",
                            address,
                            asked,
                            innermost(e)),
                    "see barnhand status and the JobManager's log",
                    e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static String innermost(Throwable failure) {
        return FailureCause.in(ExceptionUtils.stringifyException(failure));
    }

    private ClusterException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new ClusterException(
                String.format(Locale.ROOT, "Waiting for %s was interrupted", address),
                "see with barnhand status what runs there",
                e);
    }

    @Override
    public void close() {
        client.close();
    }
}
