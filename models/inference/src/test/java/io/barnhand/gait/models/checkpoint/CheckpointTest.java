package io.barnhand.gait.models.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.models.testing.SharedData;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"rtmpose-xs.pth", "rtmpose-xs.legacy.pth"})
    void aCheckpointHoldsTheParametersThatPyTorchLists(String name) throws Exception {
        assertThat(namesAndShapes(Checkpoint.read(embedded(name))))
                .containsExactlyElementsOf(listed(embedded("rtmpose-xs.keys.txt")));
    }

    @Test
    void theLargeLegacyCheckpointHoldsTheParametersThatPyTorchLists() throws IOException {
        Path checkpoint = SharedData.require("golden/rtmpose-m.legacy.pth");
        assertThat(namesAndShapes(Checkpoint.read(checkpoint)))
                .containsExactlyElementsOf(listed(SharedData.require("golden/rtmpose-m.keys.txt")));
    }

    @Test
    void bothFormatsHoldTheSameValues() throws Exception {
        Map<String, Tensor> zip = Checkpoint.read(embedded("rtmpose-xs.pth"));
        Map<String, Tensor> legacy = Checkpoint.read(embedded("rtmpose-xs.legacy.pth"));
        assertThat(legacy.keySet()).isEqualTo(zip.keySet());
        zip.forEach(
                (name, tensor) ->
                        assertThat(legacy.get(name).values()).as(name).isEqualTo(tensor.values()));
    }

    @ParameterizedTest
    @CsvSource({
        "DoubleStorage, 000000000000f8bf, -1.5",
        "HalfStorage, 00be, -1.5",
        "HalfStorage, 0100, 5.9604645E-8",
        "HalfStorage, ff7b, 65504",
        "HalfStorage, 007c, Infinity",
        "BFloat16Storage, c0bf, -1.5",
        "LongStorage, feffffffffffffff, -2",
        "IntStorage, feffffff, -2",
        "ShortStorage, feff, -2",
        "CharStorage, fe, -2",
        "ByteStorage, fe, 254",
        "BoolStorage, 01, 1",
    })
    void otherElementTypesAreConvertedToFloat(String type, String hex, float expected)
            throws IOException {
        byte[] bytes = HexFormat.of().parseHex(hex);
        CheckpointBytes checkpoint = new CheckpointBytes().op('}').text("a");
        checkpoint.tensor(type, bytes, 1, 0, new long[0], new long[0]).op('s');
        Tensor tensor = Checkpoint.read(checkpoint.writeZip(folder.resolve("a.pth"))).get("a");
        assertThat(tensor.shape()).isEmpty();
        assertThat(tensor.values()).containsExactly(expected);
    }

    @Test
    void stridedTensorsAreReadInLogicalOrder() throws IOException {
        ByteBuffer bytes = CheckpointBytes.littleEndian(4 * 8);
        bytes.asFloatBuffer().put(new float[] {9, 9, 0, 3, 1, 4, 2, 5});
        CheckpointBytes checkpoint = new CheckpointBytes().op('}').text("a");
        checkpoint
                .tensor("FloatStorage", bytes.array(), 8, 2, new long[] {2, 3}, new long[] {1, 2})
                .op('s');
        Tensor tensor = Checkpoint.read(checkpoint.writeZip(folder.resolve("a.pth"))).get("a");
        assertThat(tensor.values()).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void theStateDictIsTakenRatherThanTheRawWeightsOfTraining() throws IOException {
        CheckpointBytes checkpoint = new CheckpointBytes().op('}').op('(');
        checkpoint.text("ema_state_dict").op('}').text("module.a").vector(1).op('s');
        checkpoint.text("state_dict").op('}').text("a").vector(2).op('s');
        Path file = checkpoint.op('u').writeZip(folder.resolve("a.pth"));
        assertThat(Checkpoint.read(file)).containsOnlyKeys("a");
        assertThat(Checkpoint.read(file).get("a").values()).containsExactly(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"state_dict", "model"})
    void weightsAreFoundBelowTheKeysOfOpenMmlabAndYolox(String key) throws IOException {
        CheckpointBytes checkpoint = new CheckpointBytes().op('}').text(key);
        checkpoint.op('}').text("a").vector(2).op('s').op('s');
        Path file = checkpoint.writeZip(folder.resolve("a.pth"));
        assertThat(Checkpoint.read(file)).containsOnlyKeys("a");
    }

    @Test
    void objectsOfTrainingAreReadOverWithoutBeingBuilt() throws IOException {
        CheckpointBytes checkpoint = new CheckpointBytes().op('}').op('(');
        checkpoint.text("history").global("mmengine.logging.history_buffer", "HistoryBuffer");
        checkpoint.op(')').op(0x81).op('}').text("x").op('N').op('s').op('b');
        checkpoint.text("method").global("__builtin__", "getattr");
        checkpoint.op('(').global("mmengine", "Registry").text("get").op('t').op('R');
        checkpoint.text("scalar").global("numpy.core.multiarray", "scalar").op('(');
        checkpoint.global("numpy", "dtype").text("f8").op(0x85).op('R').text("x").op('t').op('R');
        checkpoint.text("ordered").global("collections", "OrderedDict").op(')').op('R');
        checkpoint.op('}').text("_metadata").op('}').op('s').op('b');
        checkpoint.text("state_dict").op('}').text("a").vector(7).op('s');
        Path file = checkpoint.op('u').writeZip(folder.resolve("a.pth"));
        assertThat(Checkpoint.read(file)).containsOnlyKeys("a");
    }

    private static List<String> namesAndShapes(Map<String, Tensor> tensors) {
        List<String> lines = new ArrayList<>();
        tensors.forEach((name, tensor) -> lines.add(name + Arrays.toString(tensor.shape())));
        return lines;
    }

    private static List<String> listed(Path keys) throws IOException {
        return Files.readAllLines(keys).stream()
                .map(line -> line.split("\t"))
                .map(fields -> fields[0] + fields[1].replaceAll(",?\\)", "]").replace('(', '['))
                .toList();
    }

    private static Path embedded(String name) throws URISyntaxException {
        return Path.of(CheckpointTest.class.getResource("/golden/" + name).toURI());
    }
}
