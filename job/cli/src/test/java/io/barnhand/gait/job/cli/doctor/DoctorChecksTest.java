package io.barnhand.gait.job.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.formats.results.ResultKind;
import io.barnhand.gait.job.pipeline.Destinations;
import io.barnhand.gait.job.pipeline.checks.Finding;
import io.barnhand.gait.job.pipeline.checks.Finding.Status;
import io.barnhand.gait.models.catalogue.ModelFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each check makes of machines that this one is not. */
class DoctorChecksTest {

    private static final long GB = 1L << 30;
    private static final Map<String, String> CUDA = Map.of("PYTORCH_FLAVOR", "cu128");

    @TempDir private Path folder;

    @Test
    void javaMustBeTheOneThatWasTriedAndOpen() {
        assertThat(JavaCheck.of(17, "17.0.1", true)).containsExactly(Finding.ok("Java", "17.0.1"));
        assertThat(JavaCheck.of(21, "21", true))
                .singleElement()
                .extracting(Finding::status)
                .isEqualTo(Status.WARNING);
        assertThat(JavaCheck.of(17, "17.0.1", false))
                .last()
                .satisfies(f -> assertThat(f.status()).isEqualTo(Status.FAILED))
                .satisfies(f -> assertThat(f.advice()).contains("--add-opens=java.base/java.util"));
    }

    @Test
    void jarsOfFlinkMustBeOfOneVersionAndConnectorsBuiltForIt() {
        assertThat(FlinkCheck.of("2.2.1", Map.of("core", "2.2.1", "kafka", "5.0.0-2.2")).status())
                .isEqualTo(Status.OK);
        assertThat(FlinkCheck.of("2.2.1", Map.of("jdbc", "4.0.0-2.0")).status())
                .isEqualTo(Status.OK);
        assertThat(FlinkCheck.of("2.10.0", Map.of("jdbc", "4.0.0-2.2")).status())
                .isEqualTo(Status.OK);
        for (String other : List.of("2.2.0", "5.1.0-2.3", "3.3.0-1.20", "null")) {
            Finding finding = FlinkCheck.of("2.2.1", Map.of("core", "2.2.1", "odd.jar", other));
            assertThat(finding.status()).as(other).isEqualTo(Status.FAILED);
            assertThat(finding.found()).contains("odd.jar is " + other).doesNotContain("core");
        }
    }

    @Test
    void theJarsOfThisClassPathAreSeen() {
        Finding finding = FlinkCheck.find().get(0);

        assertThat(finding.status()).as(finding.found()).isEqualTo(Status.OK);
        assertThat(finding.found()).matches("[0-9.]+, [1-9][0-9]+ jars agree");
    }

    @Test
    void moreSlotsThanCoresAreReported() {
        List<Finding> findings = MachineCheck.of(machine(2, 64, 8, 1), 8);

        assertThat(findings).extracting(Finding::status).containsExactly(Status.WARNING, Status.OK);
        assertThat(findings.get(0).advice()).contains("run.parallelism to at most 2");
    }

    @Test
    void heapThatIsTooSmallForTheSlotsOrTooLargeForTheMachineIsReported() {
        assertThat(MachineCheck.of(machine(8, 64, 1, 1), 0).get(1))
                .satisfies(f -> assertThat(f.status()).isEqualTo(Status.WARNING))
                .satisfies(f -> assertThat(f.advice()).contains("BARNHAND_HEAP=3072m"));
        assertThat(MachineCheck.of(machine(2, 4, 4, 1), 0).get(1))
                .satisfies(f -> assertThat(f.status()).isEqualTo(Status.WARNING))
                .satisfies(f -> assertThat(f.advice()).contains("lower BARNHAND_HEAP"));
        assertThat(MachineCheck.of(machine(2, 4, 1, 1), 0).get(1).status()).isEqualTo(Status.OK);
    }

    @Test
    void storesThatFlinkDoesNotKnowAreReportedAndEveryFolderIsTried() {
        assertThat(stores(List.of()))
                .hasSize(ResultKind.ALL.size())
                .allSatisfy(f -> assertThat(f.status()).isEqualTo(Status.OK));
        assertThat(
                        stores(
                                List.of(
                                        "source.path=nostore://barn/clips/*.mp4",
                                        "sinks.gait.path=nostore://barn/gait")))
                .filteredOn(f -> f.found().contains("scheme"))
                .hasSize(2)
                .allSatisfy(f -> assertThat(f.status()).isEqualTo(Status.FAILED))
                .allSatisfy(f -> assertThat(f.found()).contains("scheme nostore"))
                .allSatisfy(f -> assertThat(f.advice()).contains("plugins/"));
    }

    @Test
    void aFileInTheModelsDirectoryThatIsAnotherFailsWithBothDigests() throws Exception {
        Files.writeString(folder.resolve("yolox_nano.onnx"), "abc");

        List<Finding> findings = ModelsCheck.find(new ModelFolders(folder, Optional.empty()));

        assertThat(findings)
                .filteredOn(f -> f.found().contains("yolox_nano.onnx"))
                .singleElement()
                .satisfies(f -> assertThat(f.status()).isEqualTo(Status.FAILED))
                .satisfies(
                        f ->
                                assertThat(f.found())
                                        .contains("its sha256 is ba7816bf8f01cfea")
                                        .contains("expected c789161ed43c8269")
                                        .contains("it has 3 bytes, expected 3659407"));
    }

    @Test
    void theModelsThatAreMissingAreNamedAtOnce() throws Exception {
        assertThat(ModelsCheck.find(new ModelFolders(folder, Optional.empty())))
                .filteredOn(f -> f.status() == Status.WARNING)
                .allSatisfy(f -> assertThat(f.advice()).startsWith("fetch it with"))
                .extracting(f -> f.found().split(" ")[1])
                .containsExactly("yolox-nano", "rtmpose-m-ap10k");

        List<Finding> configured =
                ModelsCheck.find(
                        ConfigurationReader.read(
                                null,
                                List.of(
                                        "detector.model=" + folder.resolve("none.onnx"),
                                        "pose.model=" + folder.resolve("none.pth"))));

        assertThat(configured)
                .allSatisfy(f -> assertThat(f.status()).isEqualTo(Status.FAILED))
                .extracting(f -> f.found().split(":")[0])
                .containsExactly("detector.model", "pose.model");
    }

    @Test
    void anotherFileUnderThePublishedNameIsLoadedAndReported() throws Exception {
        Path weights = Path.of("../../models/weights");
        Path named =
                folder.resolve(
                        "rtmpose-m_simcc-ap10k_pt-aic-coco_210e-256x256-7a041aa1_20230206.pth");
        Files.copy(weights.resolve("rtmpose-t-rendered.pth"), named);

        List<Finding> findings =
                ModelsCheck.find(
                        ConfigurationReader.read(
                                null,
                                List.of(
                                        "detector.model="
                                                + weights.resolve("yolox-nano-rendered.pth"),
                                        "pose.model=" + named)));

        assertThat(findings).extracting(Finding::status).containsExactly(Status.OK, Status.WARNING);
        assertThat(findings.get(1).found())
                .contains("has the file name of rtmpose-m-ap10k but is another file")
                .contains("its sha256 is 22a84c6794d8fdfb")
                .contains("expected 896e3665d849ef7e");
    }

    @Test
    void aFolderMustBeWritableAndHaveRoom() throws Exception {
        assertThat(FolderCheck.of(folder.resolve("not/yet"), 1, "free some").status())
                .isEqualTo(Status.OK);
        assertThat(FolderCheck.of(folder, Long.MAX_VALUE, "free some"))
                .satisfies(f -> assertThat(f.status()).isEqualTo(Status.WARNING))
                .satisfies(f -> assertThat(f.advice()).isEqualTo("free some"));
        // The superuser may write into any folder, but nobody below a file.
        Path file = Files.createFile(folder.resolve("file"));
        file.toFile().setWritable(false);
        Finding below = FolderCheck.of(file.resolve("below"), 1, "free some");
        assertThat(below.status()).as(below.found()).isEqualTo(Status.FAILED);
    }

    @Test
    void anFfmpegThatDecodesTooLittleFailsAndOneOfAnotherLicenceIsReported() {
        assertThat(NativesCheck.ffmpeg("8", "LGPL version 3", List.of("hevc")))
                .satisfies(f -> assertThat(f.status()).isEqualTo(Status.FAILED))
                .satisfies(f -> assertThat(f.found()).contains("cannot decode hevc"));
        assertThat(NativesCheck.ffmpeg("8", "GPL version 3", List.of()).status())
                .isEqualTo(Status.WARNING);
        assertThat(NativesCheck.ffmpeg("8", "LGPL version 3", List.of()).status())
                .isEqualTo(Status.OK);
    }

    @Test
    void noGpuAtAllIsFineUnlessTheEnvironmentAsksForOne() {
        assertThat(gpus(0, 0, 0, Map.of()))
                .satisfies(f -> assertThat(f.status()).isEqualTo(Status.OK))
                .satisfies(f -> assertThat(f.found()).contains("nvidia-smi", "/dev/nvidia*"));
        assertThat(gpus(0, 0, 0, CUDA).status()).isEqualTo(Status.WARNING);
    }

    @Test
    void gpusThatPyTorchCannotUseAreReportedWithWhatToSet() {
        assertThat(gpus(2, 2, 0, Map.of()))
                .satisfies(f -> assertThat(f.status()).isEqualTo(Status.WARNING))
                .satisfies(
                        f ->
                                assertThat(f.advice())
                                        .contains(
                                                "PYTORCH_LIBRARY_PATH",
                                                "PYTORCH_VERSION=2.7.1",
                                                "PYTORCH_FLAVOR=cu128"));
        assertThat(gpus(0, 1, 0, CUDA).advice()).contains("driver");
        assertThat(gpus(2, 2, 1, CUDA).advice()).contains("CUDA_VISIBLE_DEVICES");
        assertThat(gpus(2, 2, 2, CUDA).status()).isEqualTo(Status.OK);
        // In a container nvidia-smi may be missing.
        assertThat(gpus(0, 2, 2, CUDA).status()).isEqualTo(Status.OK);
    }

    private static List<Finding> stores(List<String> settings) {
        JobConfiguration configuration = ConfigurationReader.read(null, settings);
        return Stream.concat(
                        StoreCheck.find(configuration.source()).stream(),
                        Destinations.of(configuration).all().stream()
                                .flatMap(store -> store.findings().stream()))
                .toList();
    }

    private static Finding gpus(
            int listed, int devices, int usable, Map<String, String> environment) {
        return GpuCheck.of(new GpuCheck.Signs(listed, devices, usable, environment));
    }

    private static MachineCheck.Machine machine(int cores, long memory, long heap, long direct) {
        return new MachineCheck.Machine(cores, memory * GB, heap * GB, direct * GB);
    }
}
