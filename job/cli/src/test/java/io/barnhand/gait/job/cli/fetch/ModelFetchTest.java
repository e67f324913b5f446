package io.barnhand.gait.job.cli.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.catalogue.CatalogueEntry;
import io.barnhand.gait.models.catalogue.ModelKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
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
                        "model is in %s (sha256 %s, as expected)"
                                .formatted(file(), sha256(content)));
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
    void aFileThatIsThereAndAnotherIsReplaced() throws IOException {
        Files.createDirectories(models);
        Files.writeString(file(), "another");

        fetch("/file");

        assertThat(file()).hasBinaryContent(content);
        assertThat(err.toString()).contains("model.pth is another file (sha256 ");
    }

    @Test
    void aBrokenDownloadGoesOnFromWhereItStopped() {
        server.breaks.addAll(List.of(100_000, 250_000));

        fetch("/file");

        assertThat(file()).hasBinaryContent(content);
        assertThat(server.asked).hasSize(3).startsWith("whole");
        assertThat(starts()).isSorted().allMatch(start -> start > 0 && start <= 250_000);
        assertThat(err.toString()).contains("going on, 1 of 3").contains("going on, 2 of 3");
    }

    @Test
    void aDownloadThatKeepsBreakingFailsAndTheNextCallGoesOn() throws IOException {
        server.breaks.addAll(List.of(50_000, 100_000, 150_000, 200_000));

        assertThatThrownBy(() -> fetch("/file"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("was interrupted 4 times, last at ")
                .hasMessageContaining("the same command goes on from there");
        assertThat(file()).doesNotExist();
        assertThat(names()).containsExactly("model.pth.part", "model.pth.part.version");
        long kept = Files.size(models.resolve("model.pth.part"));
        assertThat(kept).isPositive();

        fetch("/file");

        assertThat(server.asked).hasSize(5).endsWith("bytes=%d-".formatted(kept));
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

        assertThat(server.asked).containsExactly("whole", "whole");
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

        assertThat(server.asked).containsExactly("whole");
        assertThat(file()).hasBinaryContent(content);
    }

    @Test
    void aFileThatWasWholeBeforeItWasInterruptedIsNotFetchedAgain() throws IOException {
        server.sendsLength = false;
        server.breaks.add(SIZE - 1);
        server.stalls = true;
        FetchLimits impatient = new FetchLimits(SIZE, 0, Duration.ofMillis(300));
        assertThatThrownBy(() -> fetch("/file", impatient, sha256(content)))
                .hasMessageContaining("nothing came any more");
        byte[] last = {content[SIZE - 1]};
        Files.write(
                models.resolve("model.pth.part"), last, java.nio.file.StandardOpenOption.APPEND);

        fetch("/file");

        assertThat(server.asked).containsExactly("whole", "bytes=%d-".formatted(SIZE));
        assertThat(file()).hasBinaryContent(content);
    }

    @Test
    void anotherFileThanTheCatalogueMeansIsRemoved() throws IOException {
        String expected = "0123abcd";

        assertThatThrownBy(() -> fetch("/file", FetchLimits.DEFAULT, expected))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is not model: its sha256 is " + sha256(content))
                .hasMessageContaining("expected 0123abcd...")
                .hasMessageContaining("It was removed");
        assertThat(names()).isEmpty();
    }

    @Test
    void thePublishedPrefixOfADigestIsEnough() {
        assertThat(fetch("/file", FetchLimits.DEFAULT, sha256(content).substring(0, 8)))
                .endsWith("as expected)");
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
    void aFileThatIsNotThereIsToldWithWhatToDo() throws IOException {
        assertThatThrownBy(() -> fetch("/gone"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("There is no such file at " + server.url("/gone"))
                .hasMessageContaining("barnhand models verify");
        assertThat(names()).isEmpty();
    }

    @Test
    void aServerThatFailsIsToldWithItsStatus() {
        assertThatThrownBy(() -> fetch("/busy")).hasMessageContaining("answered with status 503");
    }

    @Test
    void aServerThatIsNotThereIsToldWithItsAddress() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        URI url = URI.create("http://127.0.0.1:%d/file".formatted(port));
        assertThatThrownBy(() -> fetcher(FetchLimits.DEFAULT).fetch(entry(url, null)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(url + " cannot be reached");
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
        FetchLimits impatient = new FetchLimits(SIZE, 0, Duration.ofMillis(300));

        assertThatThrownBy(() -> fetch("/file", impatient, sha256(content)))
                .hasMessageContaining("nothing came any more");
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

    private ModelFetch fetcher(FetchLimits limits) {
        return new ModelFetch(models, limits, new PrintWriter(err, true));
    }

    private static CatalogueEntry entry(URI url, String digest) {
        return new CatalogueEntry(
                "model",
                ModelKind.DETECTOR,
                "model.pth",
                Optional.ofNullable(url),
                Optional.ofNullable(digest),
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
