package io.barnhand.gait.models.pose.rtmpose;

import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.checkpoint.Tensor;
import io.barnhand.gait.models.network.NetworkDescription;
import io.barnhand.gait.models.network.Operations;
import io.barnhand.gait.models.network.StateDict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Width and depth of an RTMPose. The published sizes are t, s, m and l; any other works as well.
 *
 * @param stemChannels channels after the stem; stage i has 2^i times as many
 * @param blocks blocks of the CSP layer in each of the four stages
 */
record RtmPoseSize(int stemChannels, List<Integer> blocks) implements NetworkDescription {

    private static final int STAGES = 4;
    private static final int MAX_BLOCKS = 64;
    private static final int MAX_STEM_CHANNELS = 1024;

    private static final String EXAMPLE = "rtmpose-m_simcc-ap10k";
    private static final String STEM = "backbone.stem.2.conv.weight";
    private static final String KEYPOINT_LAYER = "head.final_layer.weight";

    RtmPoseSize {
        blocks = List.copyOf(blocks);
    }

    /** Channels after a stage, 1 to 4; stage 0 is the stem. */
    int stageChannels(int stage) {
        return stemChannels << stage;
    }

    /**
     * The size of a network, from the shapes in its state dict.
     *
     * @throws ModelException if the state dict is not that of an RTMPose for 256 × 256 px and
     *     AP-10K's keypoints
     */
    static RtmPoseSize of(Map<String, Tensor> stateDict) {
        long stem = StateDict.outputs("an RTMPose", EXAMPLE, STEM, stateDict);
        long keypoints = StateDict.outputs("an RTMPose", EXAMPLE, KEYPOINT_LAYER, stateDict);
        if (keypoints != RtmPoseNetwork.KEYPOINTS) {
            throw new ModelException(
                    String.format(
                            Locale.ROOT,
                            "The checkpoint has %d keypoints, AP-10K has %d",
                            keypoints,
                            RtmPoseNetwork.KEYPOINTS),
                    "give one such as " + EXAMPLE);
        }
        List<Integer> blocks = new ArrayList<>();
        for (int stage = 1; stage <= STAGES; stage++) {
            blocks.add(countBlocks(stateDict, stage));
        }
        if (stem < 2 || stem % 2 != 0 || stem > MAX_STEM_CHANNELS) {
            throw new ModelException(
                    String.format(
                            Locale.ROOT,
                            "The checkpoint has %d channels after the stem, expected an even number up to %d",
                            stem,
                            MAX_STEM_CHANNELS),
                    "give one such as " + EXAMPLE);
        }
        RtmPoseSize size = new RtmPoseSize((int) stem, blocks);
        size.check(stateDict);
        return size;
    }

    private static int countBlocks(Map<String, Tensor> stateDict, int stage) {
        String layer = "backbone.stage" + stage + (stage == STAGES ? ".2" : ".1") + ".blocks.";
        int blocks = 0;
        while (blocks < MAX_BLOCKS
                && stateDict.containsKey(layer + blocks + ".conv1.conv.weight")) {
            blocks++;
        }
        return blocks;
    }

    private void check(Map<String, Tensor> stateDict) {
        StateDict.requireParameters(
                String.format(
                        Locale.ROOT,
                        "an RTMPose for 256 x 256 px and %d keypoints",
                        RtmPoseNetwork.KEYPOINTS),
                EXAMPLE,
                this,
                stateDict);
    }

    @Override
    public <T> List<T> describe(Operations<T> operations, T input) {
        return RtmPoseNetwork.describe(this, operations, input);
    }

    /** RTMPose's configurations set it; CSPNeXt's own default would be 1e-3. */
    @Override
    public double batchNormEpsilon() {
        return 1e-5;
    }
}
