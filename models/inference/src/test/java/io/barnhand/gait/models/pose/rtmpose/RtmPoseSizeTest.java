package io.barnhand.gait.models.pose.rtmpose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.checkpoint.Checkpoint;
import io.barnhand.gait.models.checkpoint.Tensor;
import io.barnhand.gait.models.network.ParameterShapes;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RtmPoseSizeTest {

    @ParameterizedTest
    @CsvSource({
        "xs, 8, 1 1 1 1",
        "t, 24, 1 1 1 1",
        "s, 32, 1 2 2 1",
        "m, 48, 2 4 4 2",
        "l, 64, 3 6 6 3",
    })
    void theDescriptionAsksForExactlyTheParametersOfMmpose(
            String name, int stemChannels, String blocks) throws Exception {
        List<Integer> perStage = Arrays.stream(blocks.split(" ")).map(Integer::valueOf).toList();
        Map<String, String> asked = new LinkedHashMap<>();
        ParameterShapes.of(new RtmPoseSize(stemChannels, perStage))
                .forEach((key, shape) -> asked.put(key, Arrays.toString(shape)));
        assertThat(asked).containsExactlyInAnyOrderEntriesOf(listed(name));
    }

    @Test
    void theShapesGiveTheSize() throws Exception {
        assertThat(RtmPoseSize.of(weights())).isEqualTo(new RtmPoseSize(8, List.of(1, 1, 1, 1)));
    }

    @Test
    void aMissingParameterIsNamed() throws Exception {
        Map<String, Tensor> weights = weights();
        weights.remove("head.gau.gamma");
        assertRefused(weights, "head.gau.gamma is missing");
    }

    @Test
    void aParameterOfAnotherShapeIsNamedWithBothShapes() throws Exception {
        Map<String, Tensor> weights = weights();
        weights.put("head.mlp.1.weight", new Tensor(new long[] {256, 48}, new float[256 * 48]));
        assertRefused(weights, "head.mlp.1.weight has shape [256, 48], expected [256, 64]");
    }

    @Test
    void aParameterThatTheNetworkDoesNotHaveIsNamed() throws Exception {
        Map<String, Tensor> weights = weights();
        weights.put("backbone.stage5.0.conv.weight", new Tensor(new long[] {1}, new float[1]));
        assertRefused(weights, "backbone.stage5.0.conv.weight is unknown");
    }

    @Test
    void anotherNumberOfKeypointsIsRefused() throws Exception {
        Map<String, Tensor> weights = weights();
        long[] shape = {26, 128, 7, 7};
        weights.put("head.final_layer.weight", new Tensor(shape, new float[26 * 128 * 49]));
        assertRefused(weights, "has 26 keypoints");
    }

    @Test
    void anotherNetworkIsRefused() {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        weights.put("conv1.weight", new Tensor(new long[] {1}, new float[1]));
        assertRefused(weights, "its first parameters are [conv1.weight]; give one such as");
    }

    @Test
    void countersOfTrainingMayBeAbsent() throws Exception {
        Map<String, Tensor> weights = weights();
        weights.keySet().removeIf(name -> name.endsWith("num_batches_tracked"));
        assertThat(RtmPoseSize.of(weights).stemChannels()).isEqualTo(8);
    }

    private static void assertRefused(Map<String, Tensor> weights, String fragment) {
        assertThatThrownBy(() -> RtmPoseSize.of(weights))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(fragment);
    }

    private static Map<String, Tensor> weights() throws URISyntaxException {
        return new LinkedHashMap<>(Checkpoint.read(resource("rtmpose-xs.pth")));
    }

    /** Lines of name, shape as a Python tuple and type, between tabs. */
    private static Map<String, String> listed(String size) throws IOException, URISyntaxException {
        Map<String, String> shapes = new LinkedHashMap<>();
        for (String line : Files.readAllLines(resource("rtmpose-" + size + ".keys.txt"))) {
            String[] fields = line.split("\t");
            shapes.put(fields[0], fields[1].replaceAll(",?\\)", "]").replace('(', '['));
        }
        return shapes;
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(RtmPoseSizeTest.class.getResource("/golden/" + name).toURI());
    }
}
