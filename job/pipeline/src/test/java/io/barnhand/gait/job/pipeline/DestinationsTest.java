package io.barnhand.gait.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.pipeline.runs.RunRegister;
import java.util.List;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class DestinationsTest {

    @Test
    void registersTravelWithAJobAndEachPlaceIsNamedOnceInOneOrder() {
        List<RunRegister> registers =
                Destinations.of(
                                ConfigurationReader.read(
                                        null,
                                        List.of(
                                                "kafka.brokers=broker:9092",
                                                "sinks.poses={kind: parquet, path: out/z}",
                                                "sinks.gait=[{kind: kafka, topic: g},"
                                                        + " {kind: jsonl, path: out/./z/}]",
                                                "sinks.strides={kind: postgres,"
                                                        + " url: 'jdbc:postgresql://db/barn'}",
                                                "sinks.coverage={kind: jsonl, path: 's3://a/b'}",
                                                "sinks.dead-letter={kind: jsonl, path: out/a}")))
                        .registers();

        assertThat(registers).extracting(RunRegister::place).isSorted().doesNotHaveDuplicates();
        assertThat(registers)
                .extracting(RunRegister::place)
                .contains("s3://a/b")
                .filteredOn(place -> place.endsWith("/out/z"))
                .hasSize(1);
        assertThatCode(() -> InstantiationUtil.clone(new java.util.ArrayList<>(registers)))
                .doesNotThrowAnyException();
    }
}
