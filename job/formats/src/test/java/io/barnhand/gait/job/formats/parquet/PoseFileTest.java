package io.barnhand.gait.job.formats.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.records.FrameFlag;
import io.barnhand.gait.operators.records.HorsePose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoseFileTest {

    @TempDir private Path folder;

    @Test
    void writtenPosesReadBackTheSame() throws IOException {
        List<HorsePose> poses = poses(3000);

        List<PoseRow> rows = read(write("a", poses));

        assertThat(rows).hasSameSizeAs(poses);
        for (int i = 0; i < poses.size(); i++) {
            HorsePose read = rows.get(i).pose();
            assertThat(read.keypoints()).containsExactly(poses.get(i).keypoints());
            assertThat(read)
                    .usingRecursiveComparison()
                    .ignoringFields("keypoints")
                    .isEqualTo(poses.get(i));
        }
    }

    @Test
    void anotherProgramReadsTheSameValues() throws IOException, SQLException {
        List<HorsePose> poses = poses(500);
        Path file = write("a", poses);

        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT * FROM read_parquet('" + file + "')")) {
            for (HorsePose pose : poses) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString("recording")).isEqualTo(pose.recording());
                assertThat(rows.getString("track")).isEqualTo(pose.track());
                assertThat(rows.getString("horse")).isEqualTo(pose.horse());
                assertThat(rows.getLong("time_us")).isEqualTo(pose.timeUs());
                assertThat(rows.getInt("image_width")).isEqualTo(pose.imageWidth());
                assertThat(rows.getInt("image_height")).isEqualTo(pose.imageHeight());
                assertThat(rows.getDouble("bbox_x1")).isEqualTo(pose.box().x1());
                assertThat(rows.getDouble("bbox_y1")).isEqualTo(pose.box().y1());
                assertThat(rows.getDouble("bbox_x2")).isEqualTo(pose.box().x2());
                assertThat(rows.getDouble("bbox_y2")).isEqualTo(pose.box().y2());
                assertThat(rows.getFloat("bbox_score")).isEqualTo(pose.boxScore());
                assertThat(list(rows, "keypoint_x")).isEqualTo(column(pose, 0));
                assertThat(list(rows, "keypoint_y")).isEqualTo(column(pose, 1));
                assertThat(list(rows, "keypoint_score")).isEqualTo(column(pose, 2));
                assertThat(rows.getString("model")).isEqualTo(pose.model());
                assertThat(list(rows, "flags")).isEqualTo(pose.flags());
            }
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void aFileNamesItsSchemaAndCameraForOtherPrograms() throws IOException, SQLException {
        Path file = write("a", poses(1));

        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet pairs =
                        statement.executeQuery(
                                "SELECT decode(key) || '=' || decode(value) AS pair"
                                        + " FROM parquet_kv_metadata('"
                                        + file
                                        + "')")) {
            List<String> metadata = new ArrayList<>();
            while (pairs.next()) {
                metadata.add(pairs.getString("pair"));
            }
            assertThat(metadata).contains("barnhand.schema=1", "barnhand.camera=Stall 3/öst");
        }
    }

    @Test
    void aFileOfAnotherProgramIsRefusedWithTheReason() throws SQLException {
        assertThatThrownBy(() -> read(duck("SELECT 1 AS time_us", "")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("its metadata has no barnhand.schema");
        assertThatThrownBy(
                        () ->
                                read(
                                        duck(
                                                "SELECT 1 AS time_us",
                                                ", KV_METADATA {'barnhand.schema': '2'}")))
                .hasMessageContaining(
                        "its barnhand.schema is 2, must be 1; use the version that wrote it");
        assertThatThrownBy(
                        () ->
                                read(
                                        duck(
                                                "SELECT 1 AS time_us",
                                                ", KV_METADATA {'barnhand.schema': '1',"
                                                        + " 'barnhand.camera': 'a'}")))
                .hasMessageContaining("its columns are not those of poses");
    }

    @Test
    void impossibleRowsAreRefusedAndTheOthersRead() throws IOException {
        List<HorsePose> poses = new ArrayList<>(poses(4));
        poses.set(1, withSize(poses.get(1), 0));
        poses.get(2).keypoints()[0] = 1e9f;

        List<PoseRow> rows = read(write("a", poses));

        assertThat(rows)
                .extracting(row -> row.pose() != null)
                .containsExactly(true, false, false, true);
        assertThat(rows.get(1).problem()).contains("image_width is 0.0");
        assertThat(rows.get(2).problem()).contains("keypoint_x is 1.0E9");
    }

    /** Whatever the bytes, there are rows or an IOException, and memory stays bounded. */
    @Test
    void brokenBytesEndInAnIoException() throws IOException {
        byte[] whole = Files.readAllBytes(write("a", poses(300)));
        Random random = new Random(1);
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            byte[] bytes = whole.clone();
            if (i % 3 == 0) {
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            } else {
                for (int flip = 0; flip <= i % 4; flip++) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            Path file = Files.write(folder.resolve("broken"), bytes);
            try {
                read(file);
            } catch (IOException e) {
                assertThat(e).hasMessageMatching("(?s).+");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(100);
    }

    private Path write(String name, List<HorsePose> poses) throws IOException {
        Path file = folder.resolve(name + ".parquet");
        org.apache.flink.core.fs.Path path = new org.apache.flink.core.fs.Path(file.toUri());
        try (FSDataOutputStream out =
                path.getFileSystem().create(path, FileSystem.WriteMode.OVERWRITE)) {
            PoseFileWriter writer = new PoseFileWriter(out);
            for (HorsePose pose : poses) {
                writer.addElement(pose);
            }
            writer.finish();
        }
        return file;
    }

    private static List<PoseRow> read(Path file) throws IOException {
        List<PoseRow> rows = new ArrayList<>();
        try (PoseFileReader reader =
                new PoseFileReader(new org.apache.flink.core.fs.Path(file.toUri()))) {
            for (PoseRow row; (row = reader.next()) != null; ) {
                rows.add(row);
            }
        }
        return rows;
    }

    private Path duck(String query, String options) throws SQLException {
        Path file = folder.resolve("duck.parquet");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute(
                    String.format(
                            Locale.ROOT,
                            "COPY (%s) TO '%s' (FORMAT parquet%s)",
                            query,
                            file,
                            options));
        }
        return file;
    }

    private static List<Object> list(ResultSet rows, String name) throws SQLException {
        return Arrays.asList((Object[]) rows.getArray(name).getArray());
    }

    private static List<Float> column(HorsePose pose, int column) {
        List<Float> values = new ArrayList<>();
        for (int k = 0; k < HorsePose.KEYPOINTS; k++) {
            values.add(pose.present(k) ? pose.keypoints()[3 * k + column] : null);
        }
        return values;
    }

    private static List<HorsePose> poses(int count) {
        Random random = new Random(7);
        List<HorsePose> poses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] keypoints = new float[3 * HorsePose.KEYPOINTS];
            for (int k = 0; k < HorsePose.KEYPOINTS; k++) {
                boolean absent = random.nextInt(10) == 0;
                keypoints[3 * k] = absent ? Float.NaN : random.nextInt(30_000) / 16f;
                keypoints[3 * k + 1] = absent ? Float.NaN : -random.nextFloat();
                keypoints[3 * k + 2] = absent ? Float.NaN : random.nextInt(1000) / 1000f;
            }
            poses.add(
                    new HorsePose(
                            "Stall 3/öst",
                            "2026-11-29 früh",
                            "r/" + i / 100,
                            i % 3 == 0 ? null : "Belle",
                            1_764_374_400_000_000L + 40_000L * i,
                            1920,
                            1080,
                            new Box(random.nextDouble(), 2.0625, 300, 200.1),
                            random.nextFloat(),
                            keypoints,
                            i % 5 == 0 ? null : "m@12345678",
                            i % 2 == 0
                                    ? List.of()
                                    : List.of(FrameFlag.OVERLAP.key(), FrameFlag.RIDER.key())));
        }
        return poses;
    }

    private static HorsePose withSize(HorsePose pose, int width) {
        return new HorsePose(
                pose.camera(),
                pose.recording(),
                pose.track(),
                pose.horse(),
                pose.timeUs(),
                width,
                pose.imageHeight(),
                pose.box(),
                pose.boxScore(),
                pose.keypoints(),
                pose.model(),
                pose.flags());
    }
}
