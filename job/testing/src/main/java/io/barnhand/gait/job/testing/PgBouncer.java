package io.barnhand.gait.job.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A pool of connections to a PostgreSQL server in transaction mode: after each transaction a
 * connection may be another client's. It has one for all, so that clients meet on it.
 */
public final class PgBouncer implements AutoCloseable {

    private static final String PROGRAM = "pgbouncer";

    private final Process process;
    private final int port;

    private PgBouncer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    public static boolean isInstalled() {
        return program().isPresent();
    }

    private static Optional<Path> program() {
        return Stream.concat(
                        Stream.of(System.getenv("PATH").split(":")),
                        Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(folder -> Path.of(folder, PROGRAM))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts one; returns when clients can connect.
     *
     * @param server port of the PostgreSQL server, whose user {@code postgres} needs no password
     * @param folder for its configuration
     */
    public static PgBouncer start(int server, Path folder) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path configuration =
                Files.writeString(
                        folder.resolve("pgbouncer.ini"),
                        String.format(
                                Locale.ROOT,
                                """
                                [databases]
                                * = host=127.0.0.1 port=%d user=postgres
                                [pgbouncer]
                                listen_addr = 127.0.0.1
                                listen_port = %d
                                unix_socket_dir =
                                auth_type = any
                                pool_mode = transaction
                                default_pool_size = 1
                                """,
                                server,
                                port));
        List<String> command = new ArrayList<>(List.of(program().orElseThrow().toString()));
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("-u", "nobody"));
        }
        command.add(configuration.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        PgBouncer bouncer = new PgBouncer(process, port);
        try {
            bouncer.awaitUp();
        } catch (IOException e) {
            bouncer.close();
            throw e;
        }
        return bouncer;
    }

    private void awaitUp() throws IOException {
        BufferedReader log = process.inputReader(StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>();
        for (String line; (line = log.readLine()) != null; ) {
            lines.add(line);
            if (line.contains("process up")) {
                Thread drain = new Thread(() -> log.lines().forEach(more -> {}), PROGRAM);
                drain.setDaemon(true);
                drain.start();
                return;
            }
        }
        throw new IOException(PROGRAM + " did not start: " + String.join("\n", lines));
    }

    /** URL of a database behind it. */
    public String url(String database) {
        return String.format(
                Locale.ROOT, "jdbc:postgresql://127.0.0.1:%d/%s?user=gait", port, database);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
