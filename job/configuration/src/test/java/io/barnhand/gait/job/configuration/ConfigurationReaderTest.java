package io.barnhand.gait.job.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.models.device.DeviceRequest;
import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.settings.DutyCalibration;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationReaderTest {

    @TempDir private Path folder;

    /** Editors of Windows write it, and lines that end as theirs do. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void theMarkOfAnEncodingIsNoPartOfAConfiguration(String encoding) throws IOException {
        Path file = folder.resolve("windows.yaml");
        Files.writeString(
                file,
                "\ufeffsource:\r\n  path: st\u00e4ll\r\npose:\r\n  batch: 3\r\n",
                Charset.forName(encoding));

        JobConfiguration configuration = ConfigurationReader.read(file, List.of());

        assertThat(configuration.source().path()).isEqualTo("st\u00e4ll");
        assertThat(configuration.pose().batch()).isEqualTo(3);
    }

    @Test
    void defaultsAreThoseOfTheDesign() {
        JobConfiguration configuration = ConfigurationReader.read(null, List.of());

        assertThat(configuration.run())
                .isEqualTo(new RunOptions(null, RunOptions.Mode.AUTO, 0, false, null));
        assertThat(configuration.source())
                .isEqualTo(
                        new SourceOptions(
                                SourceOptions.SourceKind.FILES,
                                "footage/",
                                "parent-folder",
                                "auto",
                                null,
                                null,
                                new SourceOptions.FileSelection(null, null, List.of()),
                                new SourceOptions.Limits(
                                        33_177_600, Duration.ofHours(6), 64L * 1024 * 1024 * 1024),
                                List.of(),
                                new KafkaSourceOptions(
                                        "segments",
                                        "barnhand-gait",
                                        KafkaSourceOptions.StartingPoint.COMMITTED,
                                        Duration.ofMinutes(15),
                                        Duration.ofSeconds(30),
                                        List.of(),
                                        1L << 30)));
        assertThat(configuration.detector())
                .isEqualTo(
                        new DetectorOptions(
                                "yolox-nano",
                                0.7,
                                0.1,
                                Duration.ofMillis(165),
                                0.1,
                                List.of("horse")));
        assertThat(configuration.tracking())
                .isEqualTo(new TrackingOptions(Duration.ofSeconds(2), 8));
        assertThat(configuration.pose())
                .isEqualTo(
                        new PoseOptions(
                                "rtmpose-m-ap10k",
                                null,
                                PoseOptions.Runtime.AUTO,
                                DeviceRequest.AUTO,
                                16,
                                false,
                                PoseOptions.OnMissingModel.FAIL));
        assertThat(configuration.gait())
                .isEqualTo(
                        new GaitOptions(
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(60),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(1),
                                Map.of()));
        assertThat(configuration.cameras()).isEmpty();
        assertThat(configuration.horses()).isEmpty();
        assertThat(configuration.kafka()).isEqualTo(new KafkaOptions(null, null, "barnhand-runs"));
        assertThat(configuration.sinks())
                .isEqualTo(
                        new SinkOptions(
                                folder("out/poses"),
                                folder("out/gait"),
                                folder("out/strides"),
                                folder("out/coverage"),
                                folder("out/dead-letter")));
    }

    @Test
    void theConfigurationsOfAnArchiveKeepKeypointsAndReadThem() {
        JobConfiguration archive =
                ConfigurationReader.read(Path.of("../../conf/archive.yaml"), List.of());
        assertThat(archive.source().kind()).isEqualTo(SourceOptions.SourceKind.FILES);
        assertThat(archive.sinks().poses()).singleElement().isInstanceOf(Target.Parquet.class);

        JobConfiguration rewindow =
                ConfigurationReader.read(Path.of("../../conf/rewindow.yaml"), List.of());
        assertThat(rewindow.source().kind()).isEqualTo(SourceOptions.SourceKind.POSES);
        assertThat(rewindow.sinks().poses()).isEmpty();
        assertThat(rewindow.sinks().gait()).isNotEmpty();
    }

    @Test
    void theConfigurationOfABarnReadsSegmentsFromKafka() {
        JobConfiguration barn =
                ConfigurationReader.read(Path.of("../../conf/barn.yaml"), List.of());

        assertThat(barn.source().kind()).isEqualTo(SourceOptions.SourceKind.KAFKA);
        assertThat(barn.source().kafka().roots()).containsExactly("/var/footage");
        assertThat(barn.kafka().brokers()).isNotNull();
    }

    @Test
    void everyKeyArrivesWhereItBelongs() throws IOException {
        Path file =
                write(
                        """
                        run: {id: r1, mode: streaming, parallelism: 4, resume: true}
                        source: {kind: poses, path: a, camera: file-stem, start-time: '2026-01-02T03:04:05Z',
                                 zone: America/New_York,
                                 fps: 15, limits: {pixels: 10, duration: 2min, bytes: 3MB}, codecs: [huffyuv],
                                 kafka: {topic: t, group: g, start: latest, clock-tolerance: 2min, silence: 1min,
                                         roots: [/a, 's3://b/c'], fetch-bytes: 5MB}}
                        decode: {isolation: process, timeout: 5s, memory: 700MB}
                        detector: {model: d.onnx, score: 0.5, floor: 0.2, every: 100ms, margin: 0, accept: [horse, cow]}
                        tracking: {buffer: 500ms, max-horses: 3}
                        pose: {model: p.pth, min-score: 0.1, runtime: pytorch, device: gpu:1, batch: 4,
                               flip-test: true, on-missing-model: detection-only}
                        cameras: {aisle: {mirrored: true, metres-per-body-length: 1.45, zone: Europe/Berlin}}
                        horses: [{camera: aisle, from: 2026-01-01, to: 2026-02-01T00:00:00Z, horse: Bella, gaited: true}]
                        gait: {pass-gap: 2s, pass-max: 30s, sliding: 0s, hop: 500ms,
                               duty-calibration: {walk: {fore: -0.04, hind: 0.02, error: 0.015}}}
                        kafka: {brokers: 'b1:9092,b2:9092', properties: k.properties, ledger: ledger}
                        sinks:
                          poses: {kind: none}
                          gait: [{kind: jsonl, path: g1}, {kind: jsonl, path: g2}]
                          strides: {kind: none}
                          coverage: {path: c}
                          dead-letter: {kind: jsonl, path: d}
                        """);

        JobConfiguration configuration = ConfigurationReader.read(file, List.of());

        assertThat(new GivenConfiguration(plain(configuration.json())).read())
                .as("what is written is read back")
                .isEqualTo(configuration);
        assertThat(configuration)
                .isEqualTo(
                        new JobConfiguration(
                                new RunOptions("r1", RunOptions.Mode.STREAMING, 4, true, null),
                                new SourceOptions(
                                        SourceOptions.SourceKind.POSES,
                                        "a",
                                        "file-stem",
                                        "2026-01-02T03:04:05Z",
                                        ZoneId.of("America/New_York"),
                                        15.0,
                                        new SourceOptions.FileSelection(null, null, List.of()),
                                        new SourceOptions.Limits(
                                                10, Duration.ofMinutes(2), 3L << 20),
                                        List.of("huffyuv"),
                                        new KafkaSourceOptions(
                                                "t",
                                                "g",
                                                KafkaSourceOptions.StartingPoint.LATEST,
                                                Duration.ofMinutes(2),
                                                Duration.ofMinutes(1),
                                                List.of("/a", "s3://b/c"),
                                                5L << 20)),
                                new DecodeOptions(
                                        DecodeOptions.Isolation.PROCESS,
                                        Duration.ofSeconds(5),
                                        700L << 20),
                                new DetectorOptions(
                                        "d.onnx",
                                        0.5,
                                        0.2,
                                        Duration.ofMillis(100),
                                        0,
                                        List.of("horse", "cow")),
                                new TrackingOptions(Duration.ofMillis(500), 3),
                                new PoseOptions(
                                        "p.pth",
                                        0.1,
                                        PoseOptions.Runtime.PYTORCH,
                                        DeviceRequest.gpu(1),
                                        4,
                                        true,
                                        PoseOptions.OnMissingModel.DETECTION_ONLY),
                                Map.of(
                                        "aisle",
                                        new CameraOptions(true, 1.45, ZoneId.of("Europe/Berlin"))),
                                List.of(
                                        new HorseOptions(
                                                "aisle",
                                                Instant.parse("2026-01-01T00:00:00Z"),
                                                Instant.parse("2026-02-01T00:00:00Z"),
                                                "Bella",
                                                true)),
                                new GaitOptions(
                                        Duration.ofSeconds(2),
                                        Duration.ofSeconds(30),
                                        Duration.ZERO,
                                        Duration.ofMillis(500),
                                        Map.of(
                                                GaitClass.WALK,
                                                new DutyCalibration(-0.04, 0.02, 0.015))),
                                new KafkaOptions("b1:9092,b2:9092", "k.properties", "ledger"),
                                new SinkOptions(
                                        List.of(),
                                        List.of(
                                                new Target.JsonLines("g1"),
                                                new Target.JsonLines("g2")),
                                        List.of(),
                                        folder("c"),
                                        folder("d"))));
    }

    @Test
    void aPasswordInAUrlIsRefusedAndNotRepeated() {
        for (String url :
                List.of(
                        "jdbc:postgresql://db/barn?user=a&password=hush",
                        "jdbc:postgresql://db/barn?sslkey=a.key&sslPassword=hush",
                        "jdbc:postgresql://db?user=a@b&sslpassword=hush",
                        "jdbc:postgresql://db/barn?passwd=hush",
                        "jdbc:postgresql://a:hush?b=c@db/barn",
                        "jdbc:postgresql://a:hush@db:5432?user=a",
                        "jdbc:postgresql://a:1234hush?user=a@db",
                        "jdbc:postgresql://a:hush@db/barn")) {
            assertThatThrownBy(
                            () ->
                                    ConfigurationReader.read(
                                            null,
                                            List.of(
                                                    String.format(
                                                            Locale.ROOT,
                                                            "sinks.gait={kind: postgres, url: '%s'}",
                                                            url))))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("PGPASSFILE")
                    .message()
                    .doesNotContain("hush");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db:5432?user=x@y",
                "jdbc:postgresql://db:5432?ssl=true&user=x@y",
                "jdbc:postgresql://db:5432/barn?user=x@y",
                "jdbc:postgresql://db1:5432,db2:5433?user=x@y",
                "jdbc:postgresql://[::1]:5432?user=x@y",
                "jdbc:postgresql://db/barn?user=a&sslpasswordcallback=org.example.Ask"
            })
    void aUserOfAnotherRealmIsNoPassword(String url) {
        assertThat(
                        ConfigurationReader.read(
                                        null,
                                        List.of(
                                                String.format(
                                                        Locale.ROOT,
                                                        "sinks.gait={kind: postgres, url: '%s'}",
                                                        url)))
                                .sinks()
                                .gait())
                .containsExactly(new Target.Postgres(url));
    }

    @Test
    void keypointsAreNotWrittenIntoADatabase() {
        assertThatThrownBy(
                        () ->
                                ConfigurationReader.read(
                                        null,
                                        List.of(
                                                "sinks.poses={kind: postgres, url: 'jdbc:postgresql://db/barn'}")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("sinks.poses")
                .hasMessageContaining("; give files or a topic");
    }

    @Test
    void aTopicIsWrittenAtLeastOnceUnlessItIsSaidOtherwise() {
        JobConfiguration configuration =
                ConfigurationReader.read(
                        null,
                        List.of(
                                "run.id=barn",
                                "sinks.gait=[{kind: kafka, topic: a}, {kind: kafka, topic: b, delivery: exactly-once}]"));

        assertThat(configuration.sinks().gait())
                .containsExactly(
                        new Target.Kafka("a", Target.Kafka.Delivery.AT_LEAST_ONCE),
                        new Target.Kafka("b", Target.Kafka.Delivery.EXACTLY_ONCE));
    }

    @Test
    void settingsOverrideTheFile() throws IOException {
        Path file = write("pose: {batch: 4, model: p.pth}");

        JobConfiguration configuration =
                ConfigurationReader.read(
                        file, List.of("pose.batch=8", "sinks.gait=[{kind: none}]", "run.id=x"));

        assertThat(configuration.pose().batch()).isEqualTo(8);
        assertThat(configuration.pose().model()).isEqualTo("p.pth");
        assertThat(configuration.sinks().gait()).isEmpty();
        assertThat(configuration.run().id()).isEqualTo("x");
    }

    @Test
    void valuesAreWrittenWithTheirUnits() {
        JsonNode json =
                ConfigurationReader.read(
                                null,
                                List.of(
                                        "detector.every=1500ms",
                                        "source.limits.bytes=1025",
                                        "source.from=2026-01-31",
                                        "sinks.gait={kind: kafka, topic: t}",
                                        "sinks.strides={kind: none}"))
                        .json();

        assertThat(json.at("/detector/every").asText()).isEqualTo("1500ms");
        assertThat(json.at("/source/limits/bytes").asText()).isEqualTo("1025B");
        assertThat(json.at("/source/limits/duration").asText()).isEqualTo("6h");
        assertThat(json.at("/source/from").asText()).isEqualTo("2026-01-31T00:00:00Z");
        assertThat(json.at("/source/kind").asText()).isEqualTo("files");
        assertThat(json.at("/pose/min-score").isNull()).isTrue();
        assertThat(json.at("/sinks/gait"))
                .hasToString(
                        "[{\"kind\":\"kafka\",\"topic\":\"t\",\"delivery\":\"at-least-once\"}]");
        assertThat(json.at("/sinks/strides")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "detector.score=7 | detector.score is 7; give a number from 0 to 1",
                "detector.floor=0.9 | detector.floor is 0.9; give at most detector.score (0.7)",
                "detector.every=5 | detector.every is 5; give a duration such as 165ms",
                "tracking.buffer=5h | tracking.buffer is 5h; give a duration from 0s to 1min",
                "tracking.max-horses=0 | tracking.max-horses is 0; give a whole number from 1 to 64",
                "pose.batch=two | pose.batch is two; give a whole number from 1 to 64",
                "pose.flip-test=maybe | pose.flip-test is maybe; give true or false",
                "pose.device=tpu | pose.device is tpu; give auto, cpu, gpu or one GPU by its index, such as gpu:0",
                "source.kind=rtsp | source.kind is rtsp; give one of files, kafka, poses",
                "source.kind=kafka | source.kafka.roots is []; name the folders that segments may be read from",
                "source.kafka.start=now | source.kafka.start is now; give one of committed, earliest, latest",
                "source.kafka.silence=10ms | source.kafka.silence is 10ms; give a duration from 1s to 24h",
                "source.limits.bytes=many | source.limits.bytes is many; give a size",
                "detectr.score=0.5 | detectr is not a known key; give detector or another one of",
                "detector.scroe=0.5 | detector.scroe is not a known key; give score or another one of",
                "run.id=../x | run.id is ../x; give up to 64 letters",
                "sinks.strides={kind: orc, path: s} | sinks.strides[0].kind is orc; give one of jsonl, parquet, postgres, kafka, none",
                "sinks.strides={kind: parquet, path: s} | sinks.strides[0].kind is parquet; give jsonl or another kind, parquet is for poses only",
                "source={from: '+300000-01-01T00:00:00Z'} | source.from is +300000-01-01T00:00:00Z; give a time of the years 1 to 9999",
                "source={from: 2026-11-29T00:00:00Z, to: 2026-11-28T00:00:00Z} | source.to is 2026-11-28T00:00:00Z; give a time after from (2026-11-29T00:00:00Z)",
                "source={kind: poses, cameras: [a]} | source.kind is poses; leave out from, to and cameras",
                "sinks.poses={kind: parquet} | sinks.poses[0].path",
                "sinks.stride={kind: none} | sinks.stride is not a known key; give strides or another one of",
                "gait.duty-calibration.trott={fore: 0, hind: 0, error: 0.01} | gait.duty-calibration.trott is not a known key; give trot or another one of",
                "gait.duty-calibration.walk={fore: 0.5, hind: 0, error: 0.01} | gait.duty-calibration.walk.fore is 0.5; give a number from -0.3 to 0.3",
                "gait.duty-calibration.walk={fore: 0, hind: -0.4, error: 0.01} | gait.duty-calibration.walk.hind is -0.4; give a number from -0.3 to 0.3",
                "gait.duty-calibration.walk={fore: 0, hind: 0, error: 1} | gait.duty-calibration.walk.error is 1; give a number from 0 to 0.2",
                "gait.duty-calibration.walk={fore: 0, hind: 0} | gait.duty-calibration.walk.error is not given; give it here",
                "gait.duty-calibration.walk.forw=0 | gait.duty-calibration.walk.forw is not a known key; give fore or another one of",
                "gait.duty-calibration.walk=0.05 | gait.duty-calibration.walk is 0.05; give a mapping of keys to values",
                "kafka.brokers=b1 | kafka.brokers is b1; give host:port with commas between, such as broker1:9092,broker2:9092",
                "kafka.broker=b1:9092 | kafka.broker is not a known key; give brokers or another one of",
                "sinks.gait={kind: kafka} | sinks.gait[0].topic is not given; give it here",
                "sinks.gait={kind: kafka, topic: a/b} | sinks.gait[0].topic is a/b; give up to 249 letters",
                "sinks.gait={kind: kafka, topic: '..'} | sinks.gait[0].topic is ..; give up to 249 letters",
                "sinks.gait={kind: kafka, topic: a, delivery: once} | sinks.gait[0].delivery is once; give one of at-least-once, exactly-once",
                "sinks.gait={kind: kafka, topic: a, delivery: exactly-once} | run.id is null; give one for exactly-once sinks",
                "sinks.gait={kind: jsonl} | sinks.gait[0].path is not given; give it here",
                "horses=[{camera: a}] | horses[0].horse is not given; give it here",
                "pose=3 | pose is 3; give a mapping of keys to values",
                "pose | has no key=value form",
            })
    void aBadValueIsNamedWithWhatToGive(String setting, String message) {
        assertThatThrownBy(() -> ConfigurationReader.read(null, List.of(setting)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message);
    }

    /** YAML reads them as numbers, a date, booleans, and texts; a key of a text does not. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.10",
                "01",
                "1e3",
                "0x1f",
                "0o17",
                "010",
                "no",
                "true",
                "False",
                "2026-12-01",
                "12:30:45",
                "1_000",
                "+1",
                "-0",
                ".5",
                "1.",
                "0.10",
                "100000000000000000000",
                ".inf",
                ".NaN"
            })
    void aTextIsTakenAsItIsWritten(String written) throws IOException {
        Path file =
                write(
                        String.format(
                                Locale.ROOT,
                                "cameras: {%1$s: {mirrored: true}}%n"
                                        + "source: {cameras: [%1$s, other], kafka: {group: %1$s}}%n"
                                        + "horses: [{camera: %1$s, horse: %1$s}]%n",
                                written));

        JobConfiguration configuration =
                ConfigurationReader.read(
                        file, List.of("source.path=" + written, "source.kafka.topic=" + written));

        assertThat(configuration.cameras()).containsOnlyKeys(written);
        assertThat(configuration.source().selection().cameras()).containsExactly(written, "other");
        assertThat(configuration.source().kafka().group()).isEqualTo(written);
        assertThat(configuration.source().kafka().topic()).isEqualTo(written);
        assertThat(configuration.source().path()).isEqualTo(written);
        assertThat(configuration.horses())
                .containsExactly(new HorseOptions(written, null, null, written, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.10", "01", "1e3", "0x1f", "no", "2026-12-01"})
    void theIdOfARunIsTakenAsItIsWritten(String written) throws IOException {
        assertThat(ConfigurationReader.read(null, List.of("run.id=" + written)).run().id())
                .isEqualTo(written);
        assertThat(ConfigurationReader.read(write("run: {id: " + written + "}"), List.of()))
                .extracting(configuration -> configuration.run().id())
                .isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "~", "Null", "NULL", ""})
    void noValueIsNoNameWithoutQuotes(String written) {
        String horse = "horses=[{camera: aisle, horse: %s}]";

        assertThat(ConfigurationReader.read(null, List.of("run.id=" + written)).run().id())
                .isNull();
        assertThatThrownBy(
                        () ->
                                ConfigurationReader.read(
                                        null, List.of(String.format(Locale.ROOT, horse, written))))
                .hasMessage(
                        "horses[0].horse is null, which is no value without quotes; give it here");
        assertThat(
                        ConfigurationReader.read(
                                        null,
                                        List.of(
                                                String.format(
                                                        Locale.ROOT, horse, "'" + written + "x'")))
                                .horses())
                .extracting(HorseOptions::horse)
                .containsExactly(written + "x");
        assertThatThrownBy(() -> ConfigurationReader.read(null, List.of("source.cameras=[a, ~]")))
                .hasMessageContaining("source.cameras is [a, null]; give texts, in quotes");
    }

    @Test
    void aCameraWithADotIsQuotedInASetting() {
        JobConfiguration configuration =
                ConfigurationReader.read(
                        null,
                        List.of(
                                "cameras.\"Stall 1.10\".mirrored=true",
                                "cameras.\"a=b\\\"c\\\\\".mirrored=true",
                                "cameras.S\u00fcd 3 . mirrored = true"));

        assertThat(configuration.cameras())
                .containsOnlyKeys("Stall 1.10", "a=b\"c\\", "S\u00fcd 3");
    }

    @Test
    void aKeyThatIsWrittenTwiceIsRefused() throws IOException {
        Path file = write("cameras: {1: {mirrored: true}, '1': {mirrored: false}}");

        assertThatThrownBy(() -> ConfigurationReader.read(file, List.of()))
                .hasMessageContaining("the key 1 is there twice");
    }

    @Test
    void allProblemsAreReportedAtOnce() {
        assertThatThrownBy(
                        () ->
                                ConfigurationReader.read(
                                        null, List.of("detector.score=7", "pose.bath=3")))
                .hasMessageContaining("detector.score is 7")
                .hasMessageContaining("pose.bath is not a known key");
    }

    @Test
    void aMissingOrBrokenFileIsNamed() throws IOException {
        assertThatThrownBy(() -> ConfigurationReader.read(folder.resolve("none.yaml"), List.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("none.yaml");
        Path broken = write("run: [unclosed");
        assertThatThrownBy(() -> ConfigurationReader.read(broken, List.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("not valid YAML");
        Path list = write("- a\n- b");
        assertThatThrownBy(() -> ConfigurationReader.read(list, List.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("; give a mapping of keys to values");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> plain(JsonNode json) {
        return new JsonMapper().convertValue(json, Map.class);
    }

    private static List<Target> folder(String path) {
        return List.of(new Target.JsonLines(path));
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(folder.resolve("conf.yaml"), yaml);
    }
}
