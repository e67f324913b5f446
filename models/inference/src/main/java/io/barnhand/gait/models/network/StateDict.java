package io.barnhand.gait.models.network;

import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.checkpoint.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Checks that a state dict belongs to a network. */
public final class StateDict {

    /** Parameters or faults that a message names. */
    private static final int NAMED = 3;

    private StateDict() {}

    /**
     * Output channels of a layer: the first size of its weight.
     *
     * @param kind the expected network, for the message
     * @param example a file that would be accepted, for the message
     * @throws ModelException if there is no such weight
     */
    public static long outputs(
            String kind, String example, String weight, Map<String, Tensor> stateDict) {
        Tensor tensor = stateDict.get(weight);
        if (tensor == null || tensor.shape().length == 0) {
            throw new ModelException(
                    String.format(
                            Locale.ROOT,
                            "The checkpoint is not %s: it has no %s, its first parameters are %s",
                            kind,
                            weight,
                            stateDict.keySet().stream().limit(NAMED).toList()),
                    "give one such as " + example);
        }
        return tensor.shape()[0];
    }

    /**
     * Requires every parameter of the network with its shape, and no unknown ones.
     *
     * @param kind the expected network, for the message
     * @param example a file that would be accepted, for the message
     * @param network description of the expected network
     * @throws ModelException if a parameter is missing, unknown or of another shape
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
                                String.format(
                                        Locale.ROOT,
                                        "%s has shape %s, expected %s",
                                        name,
                                        Arrays.toString(tensor.shape()),
                                        Arrays.toString(shape)));
                    }
                });
        for (String name : stateDict.keySet()) {
            boolean ofNetwork = name.startsWith("backbone.") || name.startsWith("head.");
            if (ofNetwork && !expected.containsKey(name)) {
                faults.add(name + " is unknown");
            }
        }
        if (!faults.isEmpty()) {
            throw new ModelException(
                    String.format(
                            Locale.ROOT,
                            "The checkpoint is not %s: %s (faults: %d)",
                            kind,
                            String.join(", ", faults.subList(0, Math.min(NAMED, faults.size()))),
                            faults.size()),
                    "give one such as " + example);
        }
    }
}
