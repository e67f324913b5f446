package io.barnhand.gait.job.pipeline.restart;

import io.barnhand.gait.job.pipeline.sink.SinkIds;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamGraphHasherV2;
import org.apache.flink.streaming.api.graph.StreamNode;

/** The ids of operators, in words and as Flink's state has them. */
public final class OperatorIds {

    private OperatorIds() {}

    /**
     * Lets sinks find their state by the ids that earlier builds gave them, where a savepoint has
     * those; in new state they are not there.
     *
     * @param former the earlier id of a sink, by its present one; see {@link SinkIds}
     */
    public static void alsoKnown(StreamGraph graph, Map<String, String> former) {
        for (StreamNode node : graph.getStreamNodes()) {
            String uid = node.getTransformationUID();
            // An id may be the beginning of another.
            Optional<String> sink =
                    uid == null
                            ? Optional.empty()
                            : former.keySet().stream()
                                    .filter(uid::contains)
                                    .max(Comparator.comparing(String::length));
            sink.ifPresent(id -> node.setUserHash(hash(uid.replace(id, former.get(id)))));
        }
    }

    /** All under which the operators of a job take state. */
    static Set<OperatorID> taken(StreamGraph graph) {
        Set<OperatorID> ids = new HashSet<>();
        for (StreamNode node : graph.getStreamNodes()) {
            if (node.getTransformationUID() != null) {
                ids.add(of(node.getTransformationUID()));
            }
            if (node.getUserHash() != null) {
                ids.add(new OperatorID(HexFormat.of().parseHex(node.getUserHash())));
            }
        }
        return ids;
    }

    static OperatorID of(String uid) {
        return new OperatorID(StreamGraphHasherV2.generateUserSpecifiedHash(uid));
    }

    private static String hash(String uid) {
        return HexFormat.of().formatHex(StreamGraphHasherV2.generateUserSpecifiedHash(uid));
    }
}
