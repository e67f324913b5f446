package io.barnhand.gait.job.pipeline.sink.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DatabaseTest {

    @Test
    void anUnknownHostIsNamed() {
        // RFC 2606 keeps the domain for names that do not exist.
        assertThat(reason("jdbc:postgresql://no-such-host.invalid:5432/barn"))
                .isEqualTo("unknown host no-such-host.invalid");
    }

    @Test
    void aServerThatSaysNothingIsGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(reason(url(silent.getLocalPort()) + "?socketTimeout=1"))
                    .isEqualTo("no answer in time");
        }
    }

    @Test
    void aRefusedPortIsNamed() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertThat(reason(url(port))).contains("127.0.0.1:" + port, "refused");
    }

    private static String url(int port) {
        return String.format(Locale.ROOT, "jdbc:postgresql://127.0.0.1:%d/barn", port);
    }

    private static String reason(String url) {
        return Database.reason(
                catchThrowableOfType(SQLException.class, () -> new Database(url).open()));
    }
}
