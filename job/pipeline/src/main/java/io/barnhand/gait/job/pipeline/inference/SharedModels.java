package io.barnhand.gait.job.pipeline.inference;

import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.cache.ModelCache;
import org.apache.flink.api.common.functions.Function;

/** Checks that the models of a process are shared by all its slots and jobs. */
final class SharedModels {

    private SharedModels() {}

    /**
     * Each job on a cluster has its own class loader. Models loaded by it would be loaded again for
     * the next job, and their native libraries cannot be: a library belongs to one class loader.
     *
     * @throws ModelException if the model cache came with the job
     */
    static void requireOwnClassLoader() {
        ClassLoader job = SharedModels.class.getClassLoader();
        boolean onCluster = job != Function.class.getClassLoader();
        if (onCluster && ModelCache.class.getClassLoader() == job) {
            throw new ModelException(
                    "The class loader of this job has loaded the models, so that no other job can load them",
                    "put barnhand-gait-models with DJL, JavaCV and their natives"
                            + " into the lib/ folder of every TaskManager, add io.barnhand.gait.models to"
                            + " classloader.parent-first-patterns.additional, and submit the -cluster"
                            + " jar, which holds none of them.");
        }
    }
}
