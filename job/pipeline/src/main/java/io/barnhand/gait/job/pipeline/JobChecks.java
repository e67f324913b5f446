package io.barnhand.gait.job.pipeline;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.pipeline.kafka.KafkaConnection;
import io.barnhand.gait.job.pipeline.runs.RunClaims;
import io.barnhand.gait.job.pipeline.runs.RunStart;
import io.barnhand.gait.models.catalogue.ModelCatalogue;
import java.util.ArrayList;
import java.util.List;

/**
 * The checks before a job starts, in one list for all commands that start or check one. Input is
 * checked where its source is built, see {@link ConfiguredStages#source()}; models where they are
 * loaded, see {@link LoadedModels}.
 */
public final class JobChecks {

    private JobChecks() {}

    /**
     * @param runId name of the run, or null where it gets one when it starts
     * @throws ConfigurationException naming the first check that failed
     */
    public static void require(JobConfiguration configuration, String runId) {
        ConfiguredStages stages = new ConfiguredStages(configuration);
        Destinations destinations = Destinations.of(configuration);
        stages.gaitSettings();
        if (stages.readsVideo()) {
            stages.detectionSettings();
        }
        stages.requireTopic();
        destinations.require();
        if (runId != null) {
            RunClaims.check(
                    destinations.registers(),
                    RunDescription.claim(configuration, runId, stages.modelIds()),
                    RunStart.of(configuration));
        }
    }

    /**
     * Warnings for the user who starts the job, a line each.
     *
     * @param stages of the configuration
     */
    public static List<String> notices(JobConfiguration configuration, ConfiguredStages stages) {
        List<String> notices = new ArrayList<>(stages.unseenCameras());
        if (stages.readsVideo()) {
            notices.addAll(ModelNotices.of(configuration, ModelCatalogue.embedded()));
        }
        notices.addAll(KafkaConnection.notices(configuration.kafka()));
        notices.addAll(Destinations.of(configuration).notices());
        return notices;
    }
}
