package io.barnhand.gait.models.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.testing.Slow;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Slow
class HostileCheckpointTest {

    private static final String[] FORMATS = {"rtmpose-xs.pth", "rtmpose-xs.legacy.pth"};

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "os, system",
        "posix, system",
        "nt, system",
        "builtins, eval",
        "builtins, exec",
        "__builtin__, eval",
        "subprocess, Popen",
        "importlib, import_module",
        "torchvision, anything",
    })
    void whatNoCheckpointNeedsIsRefusedByName(String module, String name) throws IOException {
        Path file =
                new CheckpointBytes()
                        .global(module, name)
                        .text("touch /tmp/harmed")
                        .op(0x85)
                        .op('R')
                        .writeZip(folder.resolve("a.pth"));
        assertRefused(file, "it names " + module + "." + name, "do not trust this file");
    }

    @Test
    void namesTakenFromTheStackAreRefusedToo() throws IOException {
        CheckpointBytes checkpoint = new CheckpointBytes().text("os").text("system").op(0x93);
        assertRefused(checkpoint.writeZip(folder.resolve("a.pth")), "os.system");
    }

    @Test
    void messagesCarryNoControlCharactersOfTheFile() throws IOException {
        CheckpointBytes escape = new CheckpointBytes().global("os", "\u001b[2Jsystem");
        assertRefused(escape.writeZip(folder.resolve("a.pth")), "os.?[2Jsystem");
        CheckpointBytes name = new CheckpointBytes().op('}').text("\u001b[2J").vector(1).op('s');
        assertRefused(name.writeZip(folder.resolve("a.pth")), "not made of dotted words");
    }

    @Test
    void anEntryWhoseNameIsNotUtf8IsRefused() throws IOException {
        List<String> names = List.of("archive/data.pkl", "archive/é");
        for (List<String> order : List.of(names, List.of(names.get(1), names.get(0)))) {
            Map<String, byte[]> entries = new LinkedHashMap<>();
            order.forEach(name -> entries.put(name, new byte[] {'N', '.'}));
            Path zip = folder.resolve("a.pth");
            CheckpointBytes.zip(zip, ZipEntry.STORED, entries);
            byte[] bytes = Files.readAllBytes(zip);
            for (int i = 0; i + 1 < bytes.length; i++) {
                if (bytes[i] == (byte) 0xc3 && bytes[i + 1] == (byte) 0xa9) {
                    bytes[i + 1] = 'A';
                }
            }
            assertRefused(file(bytes), "its zip has an entry whose name is not UTF-8");
        }
    }

    @Test
    void aTruncatedCheckpointIsRefusedAndCalledTruncated() throws Exception {
        for (String format : FORMATS) {
            byte[] whole = Files.readAllBytes(embedded(format));
            for (double share : new double[] {0.000002, 0.00001, 0.001, 0.01, 0.02, 0.5, 0.999}) {
                byte[] part = Arrays.copyOf(whole, (int) Math.ceil(whole.length * share));
                assertRefused(file(part), "truncated");
            }
            assertRefused(file(Arrays.copyOf(whole, whole.length - 1)), "truncated");
        }
    }

    @Test
    void aDamagedCheckpointIsReadOrRefusedButDoesNoHarm() throws Exception {
        Random random = new Random(5);
        for (String format : FORMATS) {
            byte[] whole = Files.readAllBytes(embedded(format));
            for (int i = 0; i < 60; i++) {
                byte[] damaged = whole.clone();
                for (int k = 0; k < 5; k++) {
                    damaged[random.nextInt(40_000)] = (byte) random.nextInt();
                }
                try {
                    assertThat(Checkpoint.read(file(damaged))).isNotEmpty();
                } catch (ModelException e) {
                    assertThat(e).hasMessageContaining("a.pth is not a usable");
                }
            }
        }
    }

    @Test
    void filesThatAreNoCheckpointAreRefused() throws Exception {
        assertRefused(file(new byte[0]), "it is empty");
        assertRefused(
                file("<html>not found</html>".getBytes(StandardCharsets.UTF_8)),
                "neither a zip nor a pickle");
        assertRefused(
                file(new CheckpointBytes().op('N').op('.').pickle()), "not one of torch.save");
        Path zip = folder.resolve("a.pth");
        Map<String, byte[]> noPickle = Map.of("archive/version", new byte[] {'3'});
        CheckpointBytes.zip(zip, ZipEntry.STORED, noPickle);
        assertRefused(zip, "0 entries NAME/data.pkl");
        CheckpointBytes.zip(
                zip, ZipEntry.STORED, Map.of("a/data.pkl", new byte[1], "b/data.pkl", new byte[1]));
        assertRefused(zip, "2 entries NAME/data.pkl");
        CheckpointBytes.zip(
                zip,
                ZipEntry.STORED,
                Map.of("a/data.pkl", new byte[1], "a/constants.pkl", new byte[1]));
        assertRefused(zip, "TorchScript archive");
        assertThatThrownBy(() -> Checkpoint.read(folder.resolve("absent.pth")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("absent.pth does not exist");
        assertThatThrownBy(() -> Checkpoint.read(folder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void aCompressedZipIsRefusedBeforeItIsInflated() throws IOException {
        Path zip = folder.resolve("a.pth");
        CheckpointBytes.zip(zip, ZipEntry.DEFLATED, Map.of("archive/data.pkl", new byte[1 << 20]));
        assertRefused(zip, "archive/data.pkl is compressed");
    }

    @ParameterizedTest
    @CsvSource({
        // elements claimed, offset, size, stride
        "4, 0, 5, 1",
        "4, 2, 3, 1",
        "4, 0, 3, 2",
        "4, -1, 2, 1",
        "4, 0, -2, 1",
        "4, 0, 2, -1",
        "4, 0, 1000000, 0",
        "4, 0, 4611686018427387904, 4611686018427387904",
        "4, 9223372036854775807, 2, 1",
        "1000000000000, 0, 4, 1",
        "4611686018427387904, 0, 4, 1",
        "-4, 0, 4, 1",
    })
    void aTensorBeyondItsStorageIsRefused(long count, long offset, long size, long stride)
            throws IOException {
        CheckpointBytes checkpoint = new CheckpointBytes().op('}').text("a");
        long[] shape = {size};
        checkpoint.tensor("FloatStorage", new byte[16], count, offset, shape, new long[] {stride});
        assertRefused(checkpoint.op('s').writeZip(folder.resolve("a.pth")), "");
    }

    @Test
    void aShapeWhoseCountOverflowsIsRefused() throws IOException {
        CheckpointBytes checkpoint = new CheckpointBytes().op('}').text("a");
        long[] shape = {1L << 40, 1L << 40, 0};
        checkpoint.tensor("FloatStorage", new byte[16], 4, 0, shape, new long[] {0, 0, 0});
        assertRefused(checkpoint.op('s').writeZip(folder.resolve("a.pth")), "overflows");
    }

    @Test
    void viewsThatRepeatOneStorageManyTimesAreRefused() throws IOException {
        int count = 1 << 16;
        CheckpointBytes checkpoint = new CheckpointBytes().op('}').op('(');
        checkpoint
                .text("first")
                .tensor(
                        "FloatStorage",
                        new byte[4 * count],
                        count,
                        0,
                        new long[] {4},
                        new long[] {1});
        for (int i = 1; i < 8; i++) {
            checkpoint.text("v" + i).global("torch._utils", "_rebuild_tensor_v2").op('(').op('(');
            checkpoint.text("storage").global("torch", "FloatStorage").text("0").text("cpu");
            checkpoint.number(count).op('t').op('Q').number(i);
            checkpoint.numbers(count - i).numbers(0).op('t').op('R');
        }
        Path file = checkpoint.op('u').writeZip(folder.resolve("a.pth"));
        assertRefused(file, "more bytes than the file has");
    }

    @ParameterizedTest
    @ValueSource(ints = {'X', 'T', 'B', 0x8b, 'r', 'j'})
    void anAbsurdLengthIsRefusedBeforeMemoryIsTaken(int opcode) throws IOException {
        for (int length : new int[] {Integer.MAX_VALUE, -1}) {
            CheckpointBytes checkpoint = new CheckpointBytes().op(opcode).int32(length);
            assertRefused(checkpoint.writeZip(folder.resolve("a.pth")), "its pickle");
        }
    }

    @Test
    void aDeeplyNestedPickleDoesNotOverflowTheStack() throws IOException {
        CheckpointBytes checkpoint = new CheckpointBytes().op('}').text("a");
        int depth = 300_000;
        for (int i = 0; i < depth; i++) {
            checkpoint.op(']');
        }
        for (int i = 1; i < depth; i++) {
            checkpoint.op('a');
        }
        assertRefused(checkpoint.op('s').writeZip(folder.resolve("a.pth")), "holds no tensors");
    }

    @Test
    void containersThatContainThemselvesDoNotLoop() throws IOException {
        CheckpointBytes checkpoint = new CheckpointBytes().op('}').op('q', 0);
        checkpoint.text("state_dict").op('h', 0).op('s').op('h', 0).op('h', 0).op('s');
        checkpoint.op(']').op('q', 1).op('h', 1).op('a').op('N').op('s');
        assertRefused(checkpoint.writeZip(folder.resolve("a.pth")), "holds no tensors");
    }

    @Test
    void aPickleOfTooManyInstructionsIsRefused() throws IOException {
        CheckpointBytes checkpoint = new CheckpointBytes();
        byte[] memo = {'}', (byte) 0x94};
        for (int i = 0; i < 1_500_000; i++) {
            checkpoint.raw(memo);
        }
        assertRefused(checkpoint.writeZip(folder.resolve("a.pth")), "more than 2000000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "t", "R", "s", "a", "Q", "b", "ios\nsystem\n", "o", "\u0002"})
    void instructionsThatMakeNoSenseAreRefused(String instructions) throws IOException {
        CheckpointBytes checkpoint = new CheckpointBytes().raw(instructions);
        assertRefused(checkpoint.writeZip(folder.resolve("a.pth")), "its pickle");
    }

    @Test
    void aWholePickledModelIsRefusedWithWhatToSaveInstead() throws IOException {
        CheckpointBytes checkpoint = new CheckpointBytes();
        checkpoint.global("mmpose.models.topdown", "TopdownPoseEstimator").op(')').op(0x81);
        assertRefused(checkpoint.writeZip(folder.resolve("a.pth")), "save model.state_dict()");
    }

    private static void assertRefused(Path file, String... fragments) {
        assertThatThrownBy(() -> Checkpoint.read(file))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("is not a usable PyTorch checkpoint")
                .message()
                .contains(fragments);
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("a.pth"), content);
    }

    private static Path embedded(String name) throws URISyntaxException {
        return Path.of(HostileCheckpointTest.class.getResource("/golden/" + name).toURI());
    }
}
