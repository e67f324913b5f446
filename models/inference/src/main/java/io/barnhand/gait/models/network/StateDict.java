package io.barnhand.gait.models.network;

import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.checkpoint.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Asks a state dict whether it is that of a network. */
public final class StateDict {

    /** Parameters or faults that a message names. */
    private static final int NAMED = 3;

    private StateDict() {}

    /**
     * Channels that a layer gives: the first size of its weight.
     *
     * @param kind the network it should be, for the message
     * @throws ModelException if there is no such weight
     */
    public static long outputs(String kind, String weight, Map<String, Tensor> stateDict) {
        Tensor tensor = stateDict.get(weight);
        if (tensor == null || tensor.shape().length == 0) {
            throw new ModelException(
                    "The checkpoint has no %s, so it is not %s; its first parameters are %s"
                            .formatted(
                                    weight,
                                    kind,
                                    stateDict.keySet().stream().limit(NAMED).toList()));
        }
        return tensor.shape()[0];
    }

    /**
     * Every parameter of the network must be there with its shape, and none that it does not know.
     *
     * @param kind the network it should be, and {@code example} one that would be accepted, for the
     *     message
     * @param network what asks for the parameters
     * @throws ModelException if not
     */
    public static void requireParameters(
            String kind,
            String example,
            NetworkDescription network,
            Map<String, Tensor> stateDict) {
        Map<String, long[]> expected = ParameterShapes.of(network);
        List<String> faults = new ArrayList<>();
        expected.forEach(
                (name, shape) -> {
                    Tensor tensor = stateDict.get(name);
                    if (tensor == null) {
                        if (!name.endsWith(BatchNormFolding.COUNTER)) {
                            faults.add(name + " is missing");
                        }
                    } else if (!Arrays.equals(shape, tensor.shape())) {
                        faults.add(
                                "%s has shape %s, expected %s"
                                        .formatted(
                                                name,
                                                Arrays.toString(tensor.shape()),
                                                Arrays.toString(shape)));
                    }
                });
        for (String name : stateDict.keySet()) {
            boolean ofNetwork = name.startsWith("backbone.") || name.startsWith("head.");
            if (ofNetwork && !expected.containsKey(name)) {
                faults.add(name + " is not known");
            }
        }
        if (!faults.isEmpty()) {
            throw new ModelException(
                    "The checkpoint is not %s (%d faults: %s); give one such as %s"
                            .formatted(
                                    kind,
                                    faults.size(),
                                    String.join(
                                            "; ",
                                            faults.subList(0, Math.min(NAMED, faults.size()))),
                                    example));
        }
    }
}
