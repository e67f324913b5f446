package io.barnhand.gait.job.pipeline;

import io.barnhand.gait.job.pipeline.config.ConfigurationException;
import io.barnhand.gait.job.pipeline.config.JobConfiguration;
import io.barnhand.gait.models.catalogue.ModelCatalogue;
import java.util.ArrayList;
import java.util.List;

/**
 * What must be so before a job starts, in one list for all that start or check one. What is read is
 * looked at where its source is made, see {@link ConfiguredStages#source()}; models where they are
 * loaded, see {@link LoadedModels}.
 */
public final class JobChecks {

    private JobChecks() {}

    /**
     * @param runId name of the run, or null where it gets one when it starts
     * @throws ConfigurationException naming the first thing that is not so
     */
    public static void require(JobConfiguration configuration, String runId) {
        ConfiguredStages stages = new ConfiguredStages(configuration);
        Destinations destinations = Destinations.of(configuration);
        if (runId != null && !configuration.run().resume()) {
            destinations.requireNew(runId);
        }
        stages.gaitSettings();
        if (stages.readsVideo()) {
            stages.detectionSettings();
        }
        stages.requireTopic();
        destinations.require();
    }

    /** What may surprise whoever starts the job, a line each. */
    public static List<String> notices(JobConfiguration configuration) {
        ConfiguredStages stages = new ConfiguredStages(configuration);
        List<String> notices = new ArrayList<>();
        if (stages.readsVideo()) {
            notices.addAll(ModelNotices.of(configuration, ModelCatalogue.embedded()));
        }
        notices.addAll(Destinations.of(configuration).notices());
        return notices;
    }
}
