package io.barnhand.gait.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.models.catalogue.CatalogueEntry;
import io.barnhand.gait.models.catalogue.DetectorFamily;
import io.barnhand.gait.models.catalogue.ModelCatalogue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ModelNoticesTest {

    private final ModelCatalogue catalogue =
            new ModelCatalogue(
                    List.of(
                            entry("finder", Optional.of("Rendered horses.")),
                            entry("other", Optional.empty())));

    @Test
    void aModelWithANoticeIsNamedByNameAndByFile() {
        assertThat(notices("finder", "other")).containsExactly("Model finder: Rendered horses.");
        assertThat(notices("some/where/finder.pth", "own.pth"))
                .containsExactly("Model finder: Rendered horses.");
    }

    @Test
    void modelsWithoutANoticeAreLeftOut() {
        assertThat(notices("other", "own.pth")).isEmpty();
    }

    private List<String> notices(String detector, String pose) {
        return ModelNotices.of(
                ConfigurationReader.read(
                        null, List.of("detector.model=" + detector, "pose.model=" + pose)),
                catalogue);
    }

    private static CatalogueEntry entry(String name, Optional<String> notice) {
        return new CatalogueEntry(
                name,
                DetectorFamily.YOLOX,
                name + ".pth",
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                "MIT",
                416,
                416,
                List.of("horse"),
                List.of(),
                Optional.empty(),
                0.7,
                "test",
                notice);
    }
}
