package io.barnhand.gait.models.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.models.FileDigest;
import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.models.detection.ClassNames;
import io.barnhand.gait.models.detection.DetectorTraits;
import io.barnhand.gait.models.detection.InputSize;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelCatalogueTest {

    private static final Path WEIGHTS = Path.of("../weights");
    private static final String SHA256_OF_ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final String SHA256_OF_HELLO =
            "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    private static final String URL = "https://example.org/m/";

    /**
     * One file whose name carries digits of its digest, one of a generic name, one of unknown
     * digest, one with a hint; all but the third are of the content "abc".
     */
    private final ModelCatalogue catalogue =
            parse(
                    """
                    models:
                      - name: horse-pose
                        kind: pose
                        file: horse-ba7816bf.pth
                        url: https://example.org/m/horse-ba7816bf.pth
                        sha256: ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
                        bytes: 3
                        licence: Apache-2.0
                        input_size: [256, 192]
                        keypoint_order: [L_Eye, R_Eye, Nose, Neck, Root_of_tail, L_Shoulder, L_Elbow, L_F_Paw, R_Shoulder, R_Elbow, R_F_Paw, L_Hip, L_Knee, L_B_Paw, R_Hip, R_Knee, R_B_Paw]
                        keypoint_semantics: anatomical
                        score_threshold: 0.3
                        score_meaning: test
                      - name: finder
                        kind: detector
                        file: finder.onnx
                        url: https://example.org/m/finder.onnx
                        sha256: ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
                        licence: MIT
                        input_size: [416, 416]
                        score_threshold: 0.7
                        score_meaning: test
                      - name: stranger
                        kind: detector
                        file: stranger.onnx
                        url: https://example.org/m/stranger.onnx
                        sha256: null
                        licence: MIT
                        input_size: [416, 416]
                        score_threshold: 0.7
                        score_meaning: test
                      - name: embedded
                        kind: detector
                        file: embedded.pth
                        embedded: true
                        sha256: ba7816bf
                        licence: MIT
                        input_size: [320, 256]
                        classes: [horse]
                        score_threshold: 0.7
                        score_meaning: test
                        notice: Shows that the software works.
                      - name: hinted
                        kind: detector
                        file: hinted-7a041aa1.pth
                        url: https://example.org/m/hinted-7a041aa1.pth
                        sha256: 7a041aa1
                        bytes: 5
                        licence: MIT
                        input_size: [416, 416]
                        score_threshold: 0.7
                        score_meaning: test
                    """);

    @TempDir Path temporary;
    private Path models;
    private Path installed;
    private ModelFolders folders;

    @BeforeEach
    void makeDirectory() throws IOException {
        models = Files.createDirectory(temporary.resolve("models"));
        installed = Files.createDirectory(temporary.resolve("installed"));
        folders = new ModelFolders(models, Optional.of(installed));
    }

    @Test
    void listsTheOfficialPoseModelAndAllSizesOfYolox() {
        ModelCatalogue embedded = ModelCatalogue.embedded();

        assertThat(embedded.entries())
                .extracting(CatalogueEntry::name)
                .contains(
                        "rtmpose-m-ap10k",
                        "yolox-nano",
                        "yolox-tiny",
                        "yolox-s",
                        "yolox-m",
                        "yolox-l",
                        "yolox-x");
        CatalogueEntry pose = embedded.find("rtmpose-m-ap10k");
        assertThat(pose.kind()).isEqualTo(ModelKind.POSE);
        // As public projects that use this file record it: not the 7a041aa1 of its name.
        String digest = "896e3665d849ef7eb9b6ec0995955796cc9810f024fa0aa0bdc18acb0d68bf52";
        assertThat(pose.hasDigest(digest)).isTrue();
        assertThat(pose.bytes()).hasValue(54_721_413);
        assertThat(pose.contradiction(digest, 54_721_413)).isEmpty();
        assertThat(pose.digestInFileName()).isFalse();
        assertThat(pose.keypointOrder()).hasSize(17).startsWith("L_Eye").endsWith("R_B_Paw");
        assertThat(pose.keypointSemantics()).contains(KeypointSemantics.AP10K_UNGULATE);
        assertThat(embedded.find("yolox-s").inputWidth()).isEqualTo(640);
        assertThat(embedded.entries())
                .filteredOn(e -> !e.embedded())
                .hasSizeGreaterThan(6)
                .allSatisfy(
                        e -> assertThat(e.url().orElseThrow().toString()).endsWith("/" + e.file()));
    }

    @Test
    void theModelsOfTheInstallationAreTheFilesBesideTheCatalogue() {
        assertThat(ModelCatalogue.embedded().entries())
                .filteredOn(CatalogueEntry::embedded)
                .hasSize(2)
                .allSatisfy(
                        e -> {
                            Path file = WEIGHTS.resolve(e.file());
                            assertThat(file).hasDigest("SHA-256", e.digest().orElseThrow());
                            assertThat(file).hasSize(e.bytes().orElseThrow());
                        });
    }

    @Test
    void everyDigestSaysHowItIsKnown() throws IOException {
        List<String> lines = Files.readAllLines(WEIGHTS.resolve("catalogue.yaml"));

        List<String> before = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).startsWith("    sha256:")) {
                before.add(lines.get(i - 1));
            }
        }

        assertThat(before)
                .hasSameSizeAs(ModelCatalogue.embedded().entries())
                .allMatch(line -> line.startsWith("    # "));
    }

    @Test
    void namesTheNearestModelForAnUnknownName() {
        assertThatThrownBy(() -> catalogue.find("fnder"))
                .isInstanceOf(ModelException.class)
                .hasMessage(
                        "'fnder' is not in the model catalogue; use 'finder' or another of: horse-pose, finder, stranger, embedded, hinted");
    }

    @Test
    void resolvesANameToItsFileInTheModelsDirectory() throws IOException {
        Path file = Files.writeString(models.resolve("finder.onnx"), "abc");

        ModelFile found = catalogue.resolve("finder", folders);

        assertThat(found.path()).isEqualTo(file);
        assertThat(found.entry()).map(CatalogueEntry::name).contains("finder");
    }

    @Test
    void saysWhereAMissingModelWasLookedForAndWhereToGetIt() {
        assertThatThrownBy(() -> catalogue.resolve("finder", folders))
                .isInstanceOf(ModelException.class)
                .hasMessage(
                        String.format(
                                Locale.ROOT,
                                "Model finder has no file finder.onnx in %s; fetch it with 'barnhand models fetch finder', or download it from %sfinder.onnx into that folder",
                                models.toAbsolutePath(),
                                URL));
    }

    @Test
    void saysWhereToGetAMissingFileOfAKnownName() {
        String path = models.resolve("finder.onnx").toString();

        assertThatThrownBy(() -> catalogue.resolve(path, folders))
                .isInstanceOf(ModelException.class)
                .hasMessage(
                        String.format(
                                Locale.ROOT,
                                "There is no model file %s, the file of model finder; fetch it with 'barnhand models fetch finder', or download it from %sfinder.onnx into that folder",
                                path,
                                URL));
    }

    @ParameterizedTest
    @CsvSource({"stranjer", "some/where/else.onnx", "''", "'nul\0byte'"})
    void refusesATextThatIsNeitherAFileNorAName(String nameOrFile) {
        assertThatThrownBy(() -> catalogue.resolve(nameOrFile, folders))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is neither a file nor a model of the catalogue")
                .hasMessageContaining("horse-pose, finder, stranger");
    }

    @Test
    void aFileThatExistsWinsOverAName() throws IOException {
        Path own = Files.writeString(temporary.resolve("own.onnx"), "anything");

        assertThat(catalogue.resolve(own.toString(), folders))
                .isEqualTo(new ModelFile(own, Optional.empty(), Optional.empty()));
    }

    @Test
    void refusesAFileReachedByNameThatHasAnotherDigest() throws IOException {
        Files.writeString(models.resolve("finder.onnx"), "tampered");

        assertThatThrownBy(() -> catalogue.resolve("finder", folders))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("finder.onnx is not the file of finder: its sha256 is")
                .hasMessageContaining("expected " + SHA256_OF_ABC)
                .hasMessageContaining("; remove it, or")
                .hasMessageContaining("download it from " + URL + "finder.onnx");
    }

    @Test
    void refusesAFileWhoseOwnNameCarriesDigitsOfAnotherDigest() throws IOException {
        Path file = Files.writeString(temporary.resolve("horse-ba7816bf.pth"), "tampered");

        assertThatThrownBy(() -> catalogue.resolve(file.toString(), folders))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is not the file of horse-pose")
                .hasMessageContaining("expected %s, and it has 8 bytes, expected 3", SHA256_OF_ABC);
        Files.writeString(file, "abc");
        assertThat(catalogue.resolve(file.toString(), folders).entry())
                .map(CatalogueEntry::name)
                .contains("horse-pose");
    }

    @Test
    void takesAnotherExportOfAGenericNameAsUnknown() throws IOException {
        Path own = Files.writeString(temporary.resolve("finder.onnx"), "my own export");

        ModelFile found = catalogue.resolve(own.toString(), folders);

        assertThat(found.entry()).isEmpty();
        assertThat(found.warning().orElseThrow())
                .startsWith(
                        own + " has the file name of finder but is another file: its sha256 is ")
                .contains(FileDigest.sha256(own))
                .contains("expected " + SHA256_OF_ABC);
    }

    @Test
    void digitsOutOfAFileNameWarnAndRefuseNothing() throws IOException {
        Path file = Files.writeString(models.resolve("hinted-7a041aa1.pth"), "hello");
        String warning =
                String.format(
                        Locale.ROOT,
                        "%s may be another file than that of hinted: its sha256 is %s, the catalogue's hint is 7a041aa1; the file is used all the same, as digits of a file name prove nothing",
                        file,
                        SHA256_OF_HELLO);

        ModelFile expected =
                new ModelFile(file, Optional.of(catalogue.find("hinted")), Optional.of(warning));
        assertThat(catalogue.resolve("hinted", folders)).isEqualTo(expected);
        assertThat(catalogue.resolve(file.toString(), folders)).isEqualTo(expected);
        assertThat(catalogue.verify(file).describe())
                .isEqualTo(
                        String.format(
                                Locale.ROOT,
                                "%s: not identified; it has the file name of hinted, whose sha256 is unknown but for the hint 7a041aa1 and size is 5 bytes (sha256 %s, 5 bytes)",
                                file,
                                SHA256_OF_HELLO));
    }

    @Test
    void whereOnlyAHintIsKnownTheSizeDecides() throws IOException {
        Path file = Files.writeString(models.resolve("hinted-7a041aa1.pth"), "abc");

        assertThatThrownBy(() -> catalogue.resolve("hinted", folders))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(
                        "is not the file of hinted: it has 3 bytes, expected 5 (sha256 %s)",
                        SHA256_OF_ABC);
        assertThat(catalogue.resolve(file.toString(), folders).entry()).isEmpty();
    }

    @Test
    void aFileThatBeginsAsTheHintSaysIsTakenWithoutAWarning() throws IOException {
        Files.writeString(models.resolve("embedded.pth"), "abc");

        assertThat(catalogue.resolve("embedded", folders).warning()).isEmpty();
        ModelCatalogue hinting =
                new ModelCatalogue(List.of(catalogue.find("embedded"), catalogue.find("stranger")));
        Path renamed = Files.writeString(temporary.resolve("renamed.pth"), "abc");
        assertThat(hinting.verify(renamed).describe())
                .startsWith(
                        renamed
                                + ": seems to be embedded; the catalogue holds only a hint of its sha256, ba7816bf");
    }

    @Test
    void aFileWithTheDigestIsTheModelsWhateverSizeTheCatalogueSays() {
        assertThat(catalogue.find("horse-pose").contradiction(SHA256_OF_ABC, 4)).isEmpty();
    }

    @Test
    void believesTheNameWhereTheDigestIsUnknown() throws IOException {
        Path file = Files.writeString(models.resolve("stranger.onnx"), "anything");

        assertThat(catalogue.resolve(file.toString(), folders).entry())
                .map(CatalogueEntry::name)
                .contains("stranger");
        assertThat(catalogue.resolve("stranger", folders).path()).isEqualTo(file);
    }

    @Test
    void tellsWhichModelAFileIsWhateverItsName() throws IOException {
        Path file = Files.writeString(temporary.resolve("renamed.bin"), "abc");

        Verification verification = catalogue.verify(file);

        assertThat(verification.sha256()).isEqualTo(SHA256_OF_ABC);
        assertThat(verification.entry()).isPresent();
        assertThat(verification.describe())
                .isEqualTo(
                        String.format(
                                Locale.ROOT,
                                "%s: is horse-pose (sha256 %s, 3 bytes)",
                                file,
                                SHA256_OF_ABC));
    }

    @Test
    void tellsThatAFileIsNotInTheCatalogue() throws IOException {
        Path file = Files.writeString(temporary.resolve("finder.onnx"), "other");
        String digest = FileDigest.sha256(file);

        assertThat(catalogue.verify(file).describe())
                .isEqualTo(
                        String.format(
                                Locale.ROOT,
                                "%s: not in the catalogue; it has the file name of finder, whose sha256 is %s (sha256 %s, 5 bytes)",
                                file,
                                SHA256_OF_ABC,
                                digest));
        Path other = Files.writeString(temporary.resolve("else.onnx"), "other");
        assertThat(catalogue.verify(other).describe())
                .isEqualTo(
                        String.format(
                                Locale.ROOT,
                                "%s: not in the catalogue (sha256 %s, 5 bytes)",
                                other,
                                digest));
    }

    @Test
    void aModelOfTheInstallationIsFoundThereUnlessTheModelsDirectoryHasIt() throws IOException {
        Path shipped = Files.writeString(installed.resolve("embedded.pth"), "abc");

        ModelFile found = catalogue.resolve("embedded", folders);

        assertThat(found.path()).isEqualTo(shipped);
        assertThat(found.entry().orElseThrow().notice()).contains("Shows that the software works.");
        assertThat(found.detectorTraits())
                .isEqualTo(
                        new DetectorTraits(
                                Optional.of(new InputSize(320, 256)),
                                Optional.of(new ClassNames(List.of("horse")))));
        Path own = Files.writeString(models.resolve("embedded.pth"), "abc");
        assertThat(catalogue.resolve("embedded", folders).path()).isEqualTo(own);
    }

    @Test
    void onlyAModelOfTheInstallationIsLookedForThere() throws IOException {
        Files.writeString(installed.resolve("finder.onnx"), "abc");

        assertThatThrownBy(() -> catalogue.resolve("finder", folders))
                .hasMessageContaining("no file finder.onnx in " + models.toAbsolutePath() + ";");
    }

    @Test
    void saysWhereAModelOfTheInstallationWasLookedFor() {
        assertThatThrownBy(() -> catalogue.resolve("embedded", folders))
                .isInstanceOf(ModelException.class)
                .hasMessage(
                        String.format(
                                Locale.ROOT,
                                "Model embedded has no file embedded.pth in %s and in %s; copy models/weights from a complete installation, which the file comes with",
                                models.toAbsolutePath(),
                                installed.toAbsolutePath()));
    }

    @Test
    void aDetectorKnowsTheClassesOfCocoUnlessTheCatalogueSaysOtherwise() {
        assertThat(catalogue.find("finder").classes()).isEqualTo(ClassNames.coco().names());
        assertThat(catalogue.find("embedded").classes()).containsExactly("horse");
        assertThat(catalogue.find("horse-pose").classes()).isEmpty();
    }

    @Test
    void findsTheModelOfANameOrAPathThoughItDoesNotExist() {
        assertThat(catalogue.named("embedded")).isPresent();
        assertThat(catalogue.named("some/where/embedded.pth")).isPresent();
        assertThat(catalogue.named("own.pth")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "licence: MIT | license: MIT | the key 'license' is unknown; use 'licence'",
                "licence: MIT | | 'licence' is null; give a text",
                "sha256: null | | 'sha256' is null; give a text",
                "sha256: null | sha256: ABCDEF12 | 'sha256' is ABCDEF12; give all 64",
                "sha256: null | sha256: abcdef123 | 'sha256' is abcdef123; give all 64",
                "licence: MIT | 'licence: MIT\n    bytes: 0' | 'bytes' is 0; give an integer",
                "licence: MIT | 'licence: MIT\n    bytes: 1.5' | 'bytes' is 1.5; give an integer",
                "licence: MIT | 'licence: MIT\n    bytes:' | 'bytes' is null; give an integer",
                "sha256: null | sha256: 12345678 | 'sha256' is 12345678; give a text",
                "sha256: null | sha256: abc | 'sha256' is abc; give all 64",
                "kind: detector | kind: Detector | 'kind' is Detector; give one of pose, detector",
                "kind: detector | kind: pose | no 'keypoint_order', which a pose model needs",
                "file: a.onnx | file: ../a.onnx | 'file' is ../a.onnx; give a plain file name",
                "file: a.onnx | file: .. | 'file' is ..; give a plain file name",
                "url: https | url: http | give an https address",
                "'[1, 2]' | '[1, 2, 3]' | 'input_size' is [1, 2, 3]; give width and height",
                "'[1, 2]' | '[0, 2]' | 'input_size' is [0, 2]; give width and height",
                "score_threshold: 0.7 | score_threshold: high | 'score_threshold' is high; give a number",
                "score_threshold: 0.7 | score_threshold: .nan | 'score_threshold' is NaN; give a number",
                "'    url: https://example.org/a.onnx\n' | | neither 'url' nor 'embedded: true'",
                "licence: MIT | 'licence: MIT\n    embedded: true' | has both 'url' and 'embedded: true'",
                "licence: MIT | 'licence: MIT\n    embedded: maybe' | 'embedded' is maybe; give true or",
                "licence: MIT | 'licence: MIT\n    notice: []' | 'notice' is []; give a text",
                "licence: MIT | 'licence: MIT\n    classes: []' | 'classes' is []; give names",
                "licence: MIT | 'licence: MIT\n    classes: [1]' | 'classes' is [1]; give names",
                "licence: MIT | 'licence: MIT\n    classes: [a, a]' | 'classes' is [a, a]; give names",
                "licence: MIT | 'licence: MIT\n    family: yolo' | 'yolo' is not a family of such models; use 'yolox' or another of: yolox",
                "licence: MIT | 'licence: MIT\n    family: rtmpose' | 'rtmpose' is not a family of such",
                "licence: MIT | 'licence: MIT\n    family:' | 'family' is null; give a text",
                "name: a | name: [a] | 'name' is [a]; give a text",
                "models: | modells: | has no list 'models'",
                "models: | 'extra: 1\nmodels:' | the key 'extra' is unknown",
                "licence: MIT | 'licence: MIT\n    licence: MIT' | is not YAML",
                "models: | 'models: {' | is not YAML",
            })
    void refusesACatalogueWithAnError(String part, String replacement, String complaint) {
        String good =
                """
                models:
                  - name: a
                    kind: detector
                    file: a.onnx
                    url: https://example.org/a.onnx
                    sha256: null
                    licence: MIT
                    input_size: [1, 2]
                    score_threshold: 0.7
                    score_meaning: test
                """;
        assertThat(parse(good).entries()).hasSize(1);
        String bad = good.replace(part, replacement == null ? "" : replacement);
        assertThat(bad).isNotEqualTo(good);

        assertThatThrownBy(() -> parse(bad))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("test.yaml")
                .hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'[L_Eye, R_Eye' | '[R_Eye, L_Eye' | keypoint 1 is R_Eye, and in AP-10K L_Eye",
                "', R_B_Paw]' | ] | it has 16 keypoints, and AP-10K has 17",
                "R_B_Paw | R_Hoof | keypoint 17 is R_Hoof, and in AP-10K R_B_Paw",
            })
    void refusesKeypointsInAnotherOrderThanPosesHave(
            String part, String replacement, String complaint) {
        String good =
                """
                models:
                  - name: a
                    kind: pose
                    file: a.pth
                    url: https://example.org/a.pth
                    sha256: null
                    licence: MIT
                    input_size: [256, 256]
                    keypoint_order: [L_Eye, R_Eye, Nose, Neck, Root_of_tail, L_Shoulder, L_Elbow, L_F_Paw, R_Shoulder, R_Elbow, R_F_Paw, L_Hip, L_Knee, L_B_Paw, R_Hip, R_Knee, R_B_Paw]
                    keypoint_semantics: unverified
                    score_threshold: 0.3
                    score_meaning: test
                """;
        assertThat(parse(good).entries()).hasSize(1);

        assertThatThrownBy(() -> parse(good.replace(part, replacement)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(
                        "test.yaml, entry 1 (a): 'keypoint_order' is not that of poses")
                .hasMessageContaining(complaint);
    }

    @Test
    void takesAnEntryWithoutAFamilyForOneOfYoloxOrRtmPose() {
        assertThat(catalogue.find("finder").family()).isEqualTo(DetectorFamily.YOLOX);
        assertThat(catalogue.find("horse-pose").family()).isEqualTo(PoseFamily.RTMPOSE);
    }

    @Test
    void refusesANameThatIsTaken() {
        String entry =
                """
                  - name: a
                    kind: detector
                    file: %s
                    url: https://example.org/a.onnx
                    sha256: null
                    licence: MIT
                    input_size: [1, 2]
                    score_threshold: 0.7
                    score_meaning: test
                """;

        assertThatThrownBy(
                        () ->
                                parse(
                                        "models:\n"
                                                + String.format(Locale.ROOT, entry, "a.onnx")
                                                + String.format(Locale.ROOT, entry, "b.onnx")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("entry 2 has the name or file of another entry");
    }

    private static ModelCatalogue parse(String yaml) {
        return new ModelCatalogue(
                CatalogueReader.read(
                        "test.yaml",
                        new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))));
    }
}
