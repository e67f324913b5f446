package io.barnhand.gait.operators.stages.pose;

import io.barnhand.gait.models.ModelException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.externalresource.ExternalResourceInfo;
import org.apache.flink.api.common.functions.RuntimeContext;

/**
 * The GPUs that Flink's external resource {@value #RESOURCE} offers a task. They are the same for
 * every slot of a TaskManager: Flink assigns no GPU to a single slot.
 */
final class OfferedGpus {

    private static final String RESOURCE = "gpu";

    /** As Flink's own GPU plugin calls it. */
    private static final String INDEX = "index";

    private OfferedGpus() {}

    /**
     * Indexes of the TaskManager's GPUs; empty if it was started without the resource.
     *
     * @throws ModelException if one has no index that is a number
     */
    static Set<Integer> of(RuntimeContext context) {
        return context.getExternalResourceInfos(RESOURCE).stream()
                .map(OfferedGpus::index)
                .collect(Collectors.toSet());
    }

    private static int index(ExternalResourceInfo gpu) {
        String index = gpu.getProperty(INDEX).orElse("");
        if (!index.matches("\\d{1,3}")) {
            throw new ModelException(
                    String.format(
                            Locale.ROOT,
                            "Flink's external resource %s offers %s, whose property %s is '%s' and not a number",
                            RESOURCE,
                            gpu,
                            INDEX,
                            index),
                    "let its discovery script print indexes, as Flink's own script does");
        }
        return Integer.parseInt(index);
    }
}
