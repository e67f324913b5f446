package io.barnhand.gait.job.cli.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.catalogue.CatalogueEntry;
import io.barnhand.gait.models.catalogue.DetectorFamily;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFetchTest {

    private static final int SIZE = 300_000;

    /** A digest that no file of these tests has, and digits such as a file name carries. */
    private static final String OTHER = "0123abcd".repeat(8);

    private static final String HINT = "0123abcd";

    @TempDir private Path folder;

    private final byte[] content = bytes(1);
    private final StringWriter err = new StringWriter();
    private FileServer server;
    private Path models;

    @BeforeEach
    void serve() throws IOException {
        server = new FileServer(content);
        models = folder.resolve("not/there/yet");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aFileIsFetchedWholeAndLeavesNothingBesideIt() throws IOException {
        String done = fetch("/file");

        assertThat(done)
                .isEqualTo(
                        String.format(
                                Locale.ROOT,
                                "model is in %s (sha256 %s, as expected)",
                                file(),
                                sha256(content)));
        assertThat(file()).hasBinaryContent(content);
        assertThat(names()).containsExactly("model.pth");
        assertThat(err.toString()).contains("Fetching model from " + server.url("/file"));
    }

    @Test
    void aFileThatIsThereAndRightIsNotFetchedAgain() {
        fetch("/file");

        assertThat(fetch("/file")).startsWith("model is there already: " + file());
        assertThat(server.asked).hasSize(1);
    }

    @Test
    void aFileThatIsThereAndAnotherIsKeptAsideOnceTheRightOneIsHere() throws IOException {
        Files.createDirectories(models);
        Files.writeString(file(), "another");
        assertThatThrownBy(() -> fetch("/gone")).isInstanceOf(ModelException.class);
        assertThat(file()).hasContent("another");

        fetch("/file");

        assertThat(file()).hasBinaryContent(content);
        assertThat(rejected()).hasContent("another");
        assertThat(err.toString())
                .contains("model.pth is not the file of model: its sha256 is ")
                .contains("The file that was there is kept as " + rejected());
    }

    @Test
    void aBrokenDownloadContinuesWhereItStopped() {
        server.breaks.addAll(List.of(100_000, 250_000));

        fetch("/file");

        assertThat(file()).hasBinaryContent(content);
        assertThat(server.asked).hasSize(3).startsWith("complete");
        assertThat(starts()).isSorted().allMatch(start -> start > 0 && start <= 250_000);
        assertThat(err.toString()).contains("retry 1 of 3").contains("retry 2 of 3");
    }

    @Test
    void aDownloadThatKeepsBreakingFailsAndTheNextCallContinues() throws IOException {
        server.breaks.addAll(List.of(50_000, 100_000, 150_000, 200_000));

        assertThatThrownBy(() -> fetch("/file"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("was interrupted 4 times, last at ")
                .hasMessageContaining("give the same command to continue from there");
        assertThat(file()).doesNotExist();
        assertThat(names()).containsExactly("model.pth.part", "model.pth.part.version");
        long kept = Files.size(models.resolve("model.pth.part"));
        assertThat(kept).isPositive();

        fetch("/file");

        assertThat(server.asked).hasSize(5).endsWith(String.format(Locale.ROOT, "bytes=%d-", kept));
        assertThat(file()).hasBinaryContent(content);
        assertThat(names()).containsExactly("model.pth");
    }

    @Test
    void aServerThatDoesNotKnowRangesIsAskedForTheWholeFile() {
        server.knowsRanges = false;
        server.breaks.add(100_000);

        fetch("/file");

        assertThat(server.asked).hasSize(2);
        assertThat(file()).hasBinaryContent(content);
    }

    @Test
    void aFileWithoutAVersionIsFetchedFromItsBeginning() {
        server.tag = null;
        server.breaks.add(100_000);

        fetch("/file");

        assertThat(server.asked).containsExactly("complete", "complete");
        assertThat(file()).hasBinaryContent(content);
    }

    @Test
    void aFileThatChangedInBetweenIsNotJoinedToWhatCameOfTheOldOne() throws IOException {
        server.content = bytes(2);
        server.breaks.addAll(List.of(100_000, 100_000, 100_000, 100_000));
        assertThatThrownBy(() -> fetch("/file")).hasMessageContaining("interrupted");
        server.content = content;
        server.tag = "\"two\"";

        fetch("/file");

        assertThat(file()).hasBinaryContent(content);
        assertThat(names()).containsExactly("model.pth");
    }

    @Test
    void whatCameFromAnotherAddressIsNotGoneOnWith() {
        server.breaks.addAll(List.of(100_000, 100_000, 100_000, 100_000));
        assertThatThrownBy(() -> fetch("/file")).hasMessageContaining("interrupted");
        server.asked.clear();

        fetch("/moved");

        assertThat(server.asked).containsExactly("complete");
        assertThat(file()).hasBinaryContent(content);
    }

    @Test
    void aFileThatWasWholeBeforeItWasInterruptedIsNotFetchedAgain() throws IOException {
        server.sendsLength = false;
        server.breaks.add(SIZE - 1);
        server.stalls = true;
        FetchLimits impatient = new FetchLimits(SIZE, 0, Duration.ofSeconds(4));
        assertThatThrownBy(() -> fetch("/file", impatient, sha256(content)))
                .hasMessageContaining("no more bytes came");
        byte[] last = {content[SIZE - 1]};
        Files.write(
                models.resolve("model.pth.part"), last, java.nio.file.StandardOpenOption.APPEND);

        fetch("/file");

        assertThat(server.asked)
                .containsExactly("complete", String.format(Locale.ROOT, "bytes=%d-", SIZE));
        assertThat(file()).hasBinaryContent(content);
    }

    @Test
    void anotherFileThanTheCatalogueMeansIsKeptAside() throws IOException {
        assertThatThrownBy(() -> fetch("/file", FetchLimits.DEFAULT, OTHER))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(
                        "is not the file of model: its sha256 is %s, expected %s.",
                        sha256(content), OTHER)
                .hasMessageContaining("It is kept as " + rejected())
                .hasMessageContaining("save it as " + file().toAbsolutePath())
                .hasMessageContaining("barnhand models verify");
        assertThat(names()).containsExactly("model.pth.rejected");
        assertThat(rejected()).hasBinaryContent(content);
    }

    @Test
    void aRejectedFileIsKeptOnceAndFetchedAgainUntilItIsRight() throws IOException {
        server.content = bytes(2);
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> fetch("/file")).hasMessageContaining("is not the file");
        }
        assertThat(names()).containsExactly("model.pth.rejected");
        server.content = content;

        fetch("/file");

        assertThat(server.asked).hasSize(6).containsOnly("complete");
        assertThat(file()).hasBinaryContent(content);
        assertThat(rejected()).hasBinaryContent(bytes(2));
    }

    @Test
    void rejectedFilesReplaceNoneAndNoMoreThanThreeAreFetched() throws IOException {
        for (int seed = 2; seed <= 4; seed++) {
            server.content = bytes(seed);
            assertThatThrownBy(() -> fetch("/file")).hasMessageContaining("is not the file");
        }
        assertThat(names())
                .containsExactly(
                        "model.pth.rejected", "model.pth.rejected.2", "model.pth.rejected.3");
        assertThat(rejected()).hasBinaryContent(bytes(2));
        assertThat(models.resolve("model.pth.rejected.3")).hasBinaryContent(bytes(4));
        server.asked.clear();

        assertThatThrownBy(() -> fetch("/file"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("3 rejected files are kept already: " + rejected())
                .hasMessageContaining("check and remove them");
        assertThat(server.asked).isEmpty();
        assertThat(names()).hasSize(3);
    }

    @Test
    void aContinuedFileIsKeptAsideToo() throws IOException {
        server.breaks.addAll(List.of(100_000, 100_000, 100_000, 100_000));
        assertThatThrownBy(() -> fetch("/file")).hasMessageContaining("interrupted");
        Path part = models.resolve("model.pth.part");
        byte[] damaged = Files.readAllBytes(part);
        damaged[0] ^= 1;
        Files.write(part, damaged);

        assertThatThrownBy(() -> fetch("/file")).hasMessageContaining("is not the file of model");
        assertThat(names()).containsExactly("model.pth.rejected");
        fetch("/file");

        assertThat(server.asked).endsWith("complete");
        assertThat(file()).hasBinaryContent(content);
    }

    @Test
    void aTransferOfAnotherSizeIsReportedWithBothSizes() throws IOException {
        server.sendsLength = false;
        for (int size : new int[] {SIZE - 1, SIZE + 1}) {
            server.content = Arrays.copyOf(content, size);
            assertThatThrownBy(() -> fetch(OptionalLong.of(SIZE), sha256(content)))
                    .hasMessageContaining(
                            ", and it has %d bytes, expected %d. It is kept as", size, SIZE);
            assertThatThrownBy(() -> fetch(OptionalLong.of(SIZE), null))
                    .hasMessageContaining("it has %d bytes, expected %d", size, SIZE);
            assertThat(file()).doesNotExist();
        }
    }

    @Test
    void theDigestDecidesWhereTheSizeOfTheCatalogueIsWrong() {
        assertThat(fetch(OptionalLong.of(SIZE + 1), sha256(content))).endsWith("as expected)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!DOCTYPE html>", "\ufeff \n<html>", "<?xml version='1.0'?><Error/>"})
    void aWebPageIsNoModelWhateverTheCatalogueKnows(String page) throws IOException {
        server.content = page.getBytes(StandardCharsets.UTF_8);
        for (String known : Arrays.asList(OTHER, HINT, null)) {
            assertThatThrownBy(() -> fetch("/file", FetchLimits.DEFAULT, known))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("it is a web page, not a model")
                    .hasMessageContaining("sha256 ")
                    .hasMessageContaining(sha256(server.content))
                    .hasMessageContaining("It is kept as " + rejected());
        }
        assertThat(names()).containsExactly("model.pth.rejected");
    }

    @Test
    void digitsOutOfAFileNameWarnAndTheFileIsTaken() throws IOException {
        assertThat(fetch("/file", FetchLimits.DEFAULT, HINT))
                .endsWith(sha256(content) + "; the catalogue knows none to compare it with)");
        assertThat(names()).containsExactly("model.pth");
        assertThat(err.toString())
                .contains("Warning: ")
                .contains(
                        String.format(
                                Locale.ROOT,
                                "its sha256 is %s, the catalogue's hint is %s",
                                sha256(content),
                                HINT));

        assertThat(fetch("/file", FetchLimits.DEFAULT, HINT)).startsWith("model is there already");
        assertThat(server.asked).hasSize(1);
        assertThat(err.toString().split("Warning: ")).hasSize(3);
    }

    @Test
    void digitsOutOfAFileNameThatAgreeAreSaidToBeSuch() {
        assertThat(fetch("/file", FetchLimits.DEFAULT, sha256(content).substring(0, 8)))
                .endsWith("the catalogue knows the first digits only, which are these)");
        assertThat(err.toString()).doesNotContain("Warning");
    }

    @Test
    void aFileOfUnknownDigestIsTakenAndSaidToBeUnchecked() {
        assertThat(fetch("/file", FetchLimits.DEFAULT, null))
                .endsWith(sha256(content) + "; the catalogue knows none to compare it with)");
    }

    @Test
    void redirectionsAreFollowed() {
        fetch("/moved");

        assertThat(file()).hasBinaryContent(content);
    }

    @Test
    void aCircleOfRedirectionsEnds() throws IOException {
        assertThatThrownBy(() -> fetch("/round"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("/round redirects more than 5 times");
        assertThat(names()).isEmpty();
    }

    @Test
    void aRedirectionToPlainHttpElsewhereIsRefused() {
        assertThatThrownBy(() -> fetch("/outside"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("over https only, not from http://models.example/file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://models.example/file",
                "file:///etc/passwd",
                "http://localhost.models.example/f"
            })
    void anAddressThatIsNotSecureIsRefused(String url) {
        assertThatThrownBy(() -> fetcher(FetchLimits.DEFAULT).fetch(entry(URI.create(url), null)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("over https only");
    }

    @Test
    void aServerElsewhereMayNotSendADownloadToThisMachine() {
        URI outside = URI.create("https://models.example/file");
        assertThatThrownBy(() -> Addresses.redirected(outside, outside, "http://127.0.0.1/file"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("over https only");
        assertThat(Addresses.redirected(outside, outside, "//cdn.example/file"))
                .hasToString("https://cdn.example/file");
    }

    @Test
    void aFileThatIsNotThereIsReportedWithWhatToDo() throws IOException {
        assertThatThrownBy(() -> fetch("/gone"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("There is no such file at " + server.url("/gone"))
                .hasMessageContaining("save it as " + file().toAbsolutePath())
                .hasMessageContaining("barnhand models verify");
        assertThat(names()).isEmpty();
    }

    @Test
    void aServerThatFailsIsReportedWithItsStatus() {
        assertThatThrownBy(() -> fetch("/busy")).hasMessageContaining("answered with status 503");
    }

    @Test
    void aServerThatIsNotThereIsReportedWithItsAddress() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        URI url = URI.create(String.format(Locale.ROOT, "http://127.0.0.1:%d/file", port));
        assertThatThrownBy(() -> fetcher(FetchLimits.DEFAULT).fetch(entry(url, null)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(url + " cannot be reached")
                .hasMessageContaining("save it as " + file().toAbsolutePath());
    }

    @Test
    void aFileBeyondTheBoundIsRefusedWhetherItsLengthIsAnnouncedOrNot() throws IOException {
        FetchLimits small = new FetchLimits(SIZE - 1, 0, Duration.ofMinutes(1));
        for (boolean announced : new boolean[] {true, false}) {
            server.sendsLength = announced;
            assertThatThrownBy(() -> fetch("/file", small, sha256(content)))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("more than 299999 bytes");
            assertThat(names()).isEmpty();
        }
    }

    @Test
    void aServerThatFallsSilentIsGivenUpAndWhatCameIsKept() throws IOException {
        server.stalls = true;
        server.breaks.add(100_000);
        FetchLimits impatient = new FetchLimits(SIZE, 0, Duration.ofSeconds(4));

        assertThatThrownBy(() -> fetch("/file", impatient, sha256(content)))
                .hasMessageContaining("no more bytes came");
        assertThat(models.resolve("model.pth.part")).hasSize(100_000);
    }

    @Test
    void twoFetchesOfAFileDoNotMix() throws IOException {
        Files.createDirectories(models);
        URI url = server.url("/file");
        try (PartialFile other = PartialFile.open(file(), url)) {
            assertThatThrownBy(() -> fetch("/file"))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("Another fetch is writing " + other.path());
        }
    }

    @Test
    void aModelOfTheInstallationHasNothingToFetch() {
        assertThatThrownBy(() -> fetcher(FetchLimits.DEFAULT).fetch(entry(null, null)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("comes with the installation");
    }

    @Test
    void aModelsDirectoryThatIsAFileIsNamed() throws IOException {
        models = Files.writeString(folder.resolve("file"), "no folder");
        assertThatThrownBy(() -> fetch("/file"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("The models directory " + models + " cannot be used");
    }

    private String fetch(String path) {
        return fetch(path, FetchLimits.DEFAULT, sha256(content));
    }

    private String fetch(String path, FetchLimits limits, String digest) {
        return fetcher(limits).fetch(entry(server.url(path), digest));
    }

    private String fetch(OptionalLong size, String digest) {
        return fetcher(FetchLimits.DEFAULT).fetch(entry(server.url("/file"), digest, size));
    }

    private ModelFetch fetcher(FetchLimits limits) {
        return new ModelFetch(models, limits, new PrintWriter(err, true));
    }

    private static CatalogueEntry entry(URI url, String digest) {
        return entry(url, digest, OptionalLong.empty());
    }

    private static CatalogueEntry entry(URI url, String digest, OptionalLong size) {
        return new CatalogueEntry(
                "model",
                DetectorFamily.YOLOX,
                "model.pth",
                Optional.ofNullable(url),
                Optional.ofNullable(digest),
                size,
                "MIT",
                416,
                416,
                List.of("horse"),
                List.of(),
                Optional.empty(),
                0.7,
                "test",
                Optional.empty());
    }

    private Path file() {
        return models.resolve("model.pth");
    }

    private Path rejected() {
        return models.resolve("model.pth.rejected");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(models)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private List<Integer> starts() {
        return server.asked.stream()
                .skip(1)
                .map(range -> Integer.valueOf(range.replaceAll("\\D", "")))
                .toList();
    }

    private static byte[] bytes(int seed) {
        byte[] bytes = new byte[SIZE];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
