package io.barnhand.gait.models.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.models.ModelException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class DevicePlacementTest {

    private final DevicePlacement placement = new DevicePlacement(3);

    @ParameterizedTest
    @CsvSource({
        // GPUs, slots, fewest and most slots on one of them
        "1, 1, 1, 1",
        "1, 5, 5, 5",
        "2, 2, 1, 1",
        "2, 5, 2, 3",
        "8, 3, 0, 1",
        "8, 8, 1, 1",
        "8, 20, 2, 3",
    })
    void slotsAreSpreadEvenly(int gpus, int slots, int fewest, int most) {
        place(slots, DeviceRequest.AUTO, engine(gpus));

        assertThat(spread(gpus)).allMatch(users -> users >= fewest && users <= most);
        assertThat(spread(gpus).stream().mapToInt(i -> i).sum()).isEqualTo(slots);
    }

    @Test
    void slotsTakeTheGpusInOrder() {
        assertThat(place(5, DeviceRequest.GPU, engine(2)))
                .extracting(PlacedDevice::device)
                .containsExactly(
                        Device.gpu(0), Device.gpu(1), Device.gpu(0), Device.gpu(1), Device.gpu(0));
    }

    @Test
    void autoIsTheCpuWhereThereIsNoGpuAndCpuIsTheCpuWhereThereIs() {
        assertThat(place(1, DeviceRequest.AUTO, engine(0)).get(0).device()).isEqualTo(Device.CPU);
        assertThat(place(1, DeviceRequest.CPU, engine(2)).get(0).device()).isEqualTo(Device.CPU);
        assertThat(placement.users(Device.CPU)).isEqualTo(2);
        assertThat(spread(2)).containsExactly(0, 0);
    }

    @Test
    void aRequestedGpuThatDoesNotExistIsAnError() {
        assertThatThrownBy(() -> placement.place(DeviceRequest.GPU, engine(0)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("device gpu is requested")
                .hasMessageContaining("external resource gpu offers none")
                .hasMessageContaining("Torch 1 sees none")
                .hasMessageContaining("; request auto or cpu");
    }

    @Test
    void aMissingGpuIsAnErrorNamingIt() {
        assertThatThrownBy(() -> placement.place(DeviceRequest.gpu(3), engine(2)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("device gpu:3 is requested")
                .hasMessageContaining("Torch 1 sees 0, 1");
        assertThat(placement.users(Device.gpu(3))).isZero();
    }

    @Test
    void oneGpuByItsIndexIsThatGpuHoweverManyUseIt() {
        assertThat(place(3, DeviceRequest.gpu(1), engine(2)))
                .extracting(PlacedDevice::device)
                .containsOnly(Device.gpu(1));
        assertThat(place(3, DeviceRequest.GPU, engine(2)))
                .extracting(PlacedDevice::device)
                .containsOnly(Device.gpu(0));
    }

    @Test
    void onlyWhatTheClusterOffersIsUsed() {
        GpuInventory offered = new GpuInventory(Set.of(3, 2), new EngineGpus(4, "Torch 1"));

        place(4, DeviceRequest.AUTO, offered);

        assertThat(spread(4)).containsExactly(0, 0, 2, 2);
        assertThatThrownBy(() -> placement.place(DeviceRequest.gpu(0), offered))
                .hasMessageContaining("external resource gpu offers 2, 3")
                .hasMessageContaining("Torch 1 sees 0, 1, 2, 3");
    }

    @Test
    void whatIsOfferedButNotSeenByTheEngineIsNotUsed() {
        GpuInventory half = new GpuInventory(Set.of(1, 2), new EngineGpus(2, "Torch 1"));
        GpuInventory blind = new GpuInventory(Set.of(0, 1), new EngineGpus(0, "Torch 1"));

        assertThat(half.unseen()).containsExactly(2);
        assertThat(place(2, DeviceRequest.AUTO, half))
                .extracting(PlacedDevice::device)
                .containsOnly(Device.gpu(1));
        assertThat(blind.unseen()).containsExactly(0, 1);
        assertThat(place(1, DeviceRequest.AUTO, blind).get(0).device()).isEqualTo(Device.CPU);
        assertThatThrownBy(() -> placement.place(DeviceRequest.GPU, blind))
                .hasMessageContaining("offers 0, 1, Torch 1 sees none");
    }

    @Test
    void aRestartIsSpreadAsBefore() {
        for (int attempt = 0; attempt < 3; attempt++) {
            List<PlacedDevice> slots = place(4, DeviceRequest.AUTO, engine(2));
            assertThat(spread(2)).containsExactly(2, 2);
            slots.forEach(PlacedDevice::close);
            slots.forEach(PlacedDevice::close);
            assertThat(spread(2)).containsExactly(0, 0);
        }
    }

    @Test
    void aSlotThatComesBackFillsTheGap() {
        List<PlacedDevice> slots = place(4, DeviceRequest.AUTO, engine(2));
        slots.get(1).close();

        assertThat(place(1, DeviceRequest.AUTO, engine(2)).get(0).device())
                .isEqualTo(Device.gpu(1));
    }

    @Test
    void severalJobsAreSpreadTogether() {
        List<PlacedDevice> first = place(3, DeviceRequest.AUTO, engine(2));
        place(3, DeviceRequest.GPU, engine(2));
        assertThat(spread(2)).containsExactly(3, 3);

        first.forEach(PlacedDevice::close);
        place(3, DeviceRequest.AUTO, engine(2));
        assertThat(spread(2)).containsExactly(3, 3);
    }

    @Test
    void aGpuThatDisappearedIsNotChosenAgain() {
        List<PlacedDevice> before = place(4, DeviceRequest.GPU, engine(2));
        before.forEach(PlacedDevice::close);

        assertThat(place(4, DeviceRequest.GPU, engine(1)))
                .extracting(PlacedDevice::device)
                .containsOnly(Device.gpu(0));
        assertThatThrownBy(() -> placement.place(DeviceRequest.gpu(1), engine(1)))
                .hasMessageContaining("device gpu:1 is requested")
                .hasMessageContaining("Torch 1 sees 0;");
    }

    @Test
    void slotsThatOpenAtTheSameTimeAreSpreadEvenly() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            for (int round = 0; round < 100; round++) {
                CyclicBarrier together = new CyclicBarrier(16);
                Callable<PlacedDevice> slot =
                        () -> {
                            together.await();
                            return placement.place(DeviceRequest.AUTO, engine(8));
                        };
                List<Future<PlacedDevice>> slots = threads.invokeAll(Collections.nCopies(16, slot));
                assertThat(spread(8)).containsOnly(2);
                for (Future<PlacedDevice> placed : slots) {
                    placed.get().close();
                }
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void usersOfADeviceShareItsPermits() {
        List<PlacedDevice> slots = place(3, DeviceRequest.AUTO, engine(2));
        PlacedDevice cpu = place(1, DeviceRequest.CPU, engine(2)).get(0);

        assertThat(slots.get(0).permits()).isSameAs(slots.get(2).permits());
        assertThat(slots.get(0).permits()).isNotSameAs(slots.get(1).permits());
        assertThat(slots.get(0).permits().total()).isEqualTo(2);
        assertThat(cpu.permits().total()).isEqualTo(3);
    }

    private List<PlacedDevice> place(int slots, DeviceRequest request, GpuInventory gpus) {
        return IntStream.range(0, slots).mapToObj(i -> placement.place(request, gpus)).toList();
    }

    private List<Integer> spread(int gpus) {
        return IntStream.range(0, gpus)
                .mapToObj(index -> placement.users(Device.gpu(index)))
                .toList();
    }

    private static GpuInventory engine(int gpus) {
        return new GpuInventory(Set.of(), new EngineGpus(gpus, "Torch 1"));
    }
}
