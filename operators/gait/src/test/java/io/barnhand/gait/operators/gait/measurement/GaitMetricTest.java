package io.barnhand.gait.operators.gait.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GaitMetricTest {

    /** Every metric that groups have, each another one, by the path of its component. */
    private final Map<String, Metric> components = new HashMap<>();

    private final WindowMetrics metrics = (WindowMetrics) filled(WindowMetrics.class, "");

    @Test
    void everyMetricOfEveryGroupIsDeclaredOnce() {
        List<Metric> declared = new ArrayList<>();
        for (GaitMetric metric : GaitMetric.values()) {
            metric.members().forEach(member -> declared.add(member.value().apply(metrics)));
        }

        assertThat(declared).containsExactlyInAnyOrderElementsOf(components.values());
    }

    @ParameterizedTest
    @EnumSource
    void isReadFromTheComponentOfItsName(GaitMetric metric) {
        for (GaitMetric.Member member : metric.members()) {
            Metric read = member.value().apply(metrics);

            assertThat(components)
                    .as(metric.path(member))
                    .anySatisfy(
                            (path, of) -> {
                                assertThat(of).isSameAs(read);
                                assertThat("." + plain(path))
                                        .endsWith("." + plain(metric.path(member)));
                            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatItIs(GaitMetric metric) {
        assertThat(metric.section()).matches("2\\.([1-9]|10)");
        assertThat(metric.decimals()).isBetween(0, 4);
        assertThat(metric.sentence()).matches("[A-Z].{10,}\\.");
        assertThat(metric.members())
                .allSatisfy(member -> assertThat(metric.label(member)).isNotBlank());
    }

    /** Shares of the stride and what has no unit say so by what they are. */
    @ParameterizedTest
    @EnumSource
    void endsInItsUnit(GaitMetric metric) {
        if (metric.unit() != MetricUnit.NONE && metric.unit() != MetricUnit.STRIDE) {
            assertThat(metric.name()).endsWith("_" + metric.unit().name());
        }
    }

    @Test
    void namesItsMembersWhereThereIsNoneOfAKey() {
        assertThat(GaitMetric.STEP_ASYM_PHASE.member("fore").label())
                .isEqualTo("Step timing, fore limbs");
        assertThatThrownBy(() -> GaitMetric.STEP_ASYM_PHASE.member("left"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("step_asym_phase has the members [fore, hind], not left");
    }

    private static String plain(String path) {
        return path.replace("_", "").toLowerCase(Locale.ROOT);
    }

    /** A record with another metric in each component, however deep, and nothing else. */
    private Record filled(Class<?> type, String path) {
        RecordComponent[] own = type.getRecordComponents();
        Object[] values = new Object[own.length];
        for (int i = 0; i < own.length; i++) {
            String at = path + own[i].getName();
            if (own[i].getType() == Metric.class) {
                values[i] = Metric.absent(components.size(), List.of());
                components.put(at, (Metric) values[i]);
            } else if (own[i].getType().isRecord()) {
                values[i] = filled(own[i].getType(), at + ".");
            }
        }
        try {
            Class<?>[] types =
                    Arrays.stream(own).map(RecordComponent::getType).toArray(Class[]::new);
            return (Record) type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("Cannot make a " + type, e);
        }
    }
}
