package io.barnhand.gait.job.pipeline.source;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.configuration.SourceOptions;
import io.barnhand.gait.job.configuration.Target;
import io.barnhand.gait.job.configuration.text.StoreAddress;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Access to stores such as S3 before a job or a command relies on them. Their clients try again for
 * minutes, without a word; a running job may wait for a store that comes back, but one that starts
 * should name an address that is wrong.
 */
public final class ReachableStore {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** Endpoints and buckets that did not answer this process. */
    private static final Set<String> SILENT = ConcurrentHashMap.newKeySet();

    private ReachableStore() {}

    /** A trial access to a path. */
    public interface Probe {
        void run(FileSystem files, Path path) throws IOException;
    }

    /**
     * Requires that the stores answer that a configuration names, each bucket once.
     *
     * @throws ConfigurationException naming the address, the endpoint and what was wrong
     * @throws UncheckedIOException if Flink has no plugin for one, with a problem and its action
     */
    public static void require(JobConfiguration configuration) {
        require(addresses(configuration).toArray(String[]::new));
    }

    /**
     * Requires that the stores of some addresses answer; paths on disks are left out.
     *
     * @throws ConfigurationException as above, or if one has a secret in it
     */
    public static void require(String... addresses) {
        Map<String, String> byBucket = new LinkedHashMap<>();
        for (String address : addresses) {
            if (StoreFinding.isAddress(address)) {
                requireNoSecret(address);
                byBucket.putIfAbsent(address.replaceFirst("(?<=://)([^/]*).*", "$1/"), address);
            }
        }
        byBucket.values().forEach(ReachableStore::requireAnswer);
    }

    /**
     * Requires that an address, or a path, has no secret in it.
     *
     * @throws ConfigurationException that does not repeat it
     */
    public static void requireNoSecret(String address) {
        if (StoreAddress.hasSecret(address)) {
            throw new ConfigurationException(
                    address + " has a secret in it, which others could read",
                    StoreAddress.WITHOUT_SECRET);
        }
    }

    private static Stream<String> addresses(JobConfiguration configuration) {
        SourceOptions source = configuration.source();
        Stream<String> read =
                source.kind() == SourceOptions.SourceKind.KAFKA
                        ? source.kafka().roots().stream()
                        : Stream.of(source.path());
        Stream<String> written =
                configuration.sinks().all().map(Target::folder).flatMap(Optional::stream);
        return Stream.of(read, written, Stream.ofNullable(configuration.run().checkpoints()))
                .flatMap(all -> all);
    }

    private static void requireAnswer(String address) {
        try {
            probe(literal(address), (files, path) -> {});
        } catch (IOException e) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT, "%s cannot be reached (%s)", address, e.getMessage()),
                    StoreFinding.ADVICE);
        }
    }

    /** Whether it is there is not asked here, only whether a store answers. */
    private static void look(FileSystem files, Path path) throws IOException {
        if (isObject(files, path) && hasUnwritten(files, path)) {
            throw new IOException("it is no store, it has an answer to whatever it is asked for");
        }
    }

    /** Rights to one object alone leave open whether there are others. */
    private static boolean hasUnwritten(FileSystem files, Path path) {
        try {
            return isObject(files, new Path(path, ".barnhand-" + UUID.randomUUID()));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isObject(FileSystem files, Path path) throws IOException {
        try {
            return !files.getFileStatus(path).isDir();
        } catch (FileNotFoundException e) {
            if (String.valueOf(e.getMessage()).contains("ucket does not exist")) {
                throw new IOException(e.getMessage(), e);
            }
            return false;
        }
    }

    /** The folder in which a pattern begins; the root of a bucket is asked for nothing. */
    private static String literal(String address) {
        String begin = address.replaceFirst("[*?\\[{].*", "");
        String folder =
                begin.length() == address.length()
                        ? address
                        : begin.substring(0, begin.lastIndexOf('/') + 1);
        return folder.matches("[^:]+://[^/]*/*") ? folder.replaceFirst("/*$", "/-") : folder;
    }

    /**
     * Tries an access, for a limited time. One to a store begins with the question whether it is
     * one; a store that did not answer in time is not waited for again.
     *
     * @param address or path of a disk, which may be that of another machine
     * @throws IOException if it failed, or took longer
     * @throws UncheckedIOException if Flink has no plugin for the store
     */
    public static void probe(String address, Probe probe) throws IOException {
        Path path = new Path(address);
        Optional<String> endpoint = endpoint(path.toUri());
        String store = endpoint.orElse("") + " " + path.toUri().getAuthority();
        if (SILENT.contains(store)) {
            throw new IOException(silent(endpoint));
        }
        if (endpoint.isPresent()) {
            connect(endpoint.get());
        }
        FutureTask<Void> access =
                new FutureTask<>(
                        () -> {
                            FileSystem files = FlinkFiles.system(path.toUri());
                            if (StoreFinding.isAddress(address)) {
                                look(files, new Path(literal(address)));
                            }
                            probe.run(files, path);
                            return null;
                        });
        // Its client cannot be interrupted everywhere; the process ends without it.
        Thread thread = new Thread(access, "access to " + address);
        thread.setDaemon(true);
        thread.start();
        try {
            access.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            access.cancel(true);
            if (StoreFinding.isAddress(address)) {
                SILENT.add(store);
            }
            throw new IOException(silent(endpoint), e);
        } catch (InterruptedException e) {
            access.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure instanceof FileNotFoundException || !StoreFinding.isAddress(address)
                        ? failure
                        : new IOException(
                                endpoint.map(url -> "s3.endpoint is " + url + ": ").orElse("")
                                        + StoreFailure.reason(failure),
                                failure);
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IOException(e.getCause());
        }
    }

    private static String silent(Optional<String> endpoint) {
        return String.format(
                Locale.ROOT,
                "no usable answer within %d s%s",
                LIMIT.toSeconds(),
                endpoint.map(url -> " from s3.endpoint " + url).orElse(""));
    }

    /** The configured server of a store; empty where its plugin chooses it. */
    private static Optional<String> endpoint(URI address) {
        if (!String.valueOf(address.getScheme()).startsWith("s3")) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(
                            GlobalConfiguration.loadConfiguration().getString("s3.endpoint", null))
                    // What stands before the host may be a secret.
                    .map(url -> url.replaceFirst("^([^/]*//)?[^/]*@", "$1"));
        } catch (IllegalConfigurationException e) {
            // Flink itself has settings from elsewhere.
            return Optional.empty();
        }
    }

    private static void connect(String endpoint) throws IOException {
        URI url = URI.create(endpoint.contains("://") ? endpoint : "https://" + endpoint);
        if (url.getHost() == null) {
            throw new IOException("s3.endpoint is " + endpoint + ", which names no host");
        }
        int port = url.getPort() >= 0 ? url.getPort() : "http".equals(url.getScheme()) ? 80 : 443;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(url.getHost(), port), (int) CONNECT.toMillis());
            if ("https".equals(url.getScheme())) {
                greet(socket, url.getHost(), port);
            }
        } catch (SSLException e) {
            throw new IOException(
                    String.format(
                            Locale.ROOT,
                            "s3.endpoint is %s, with which no TLS connection can be made: %s",
                            endpoint,
                            e.getMessage()),
                    e);
        } catch (UnknownHostException e) {
            throw new IOException("s3.endpoint is " + endpoint + ", whose host is not known", e);
        } catch (SocketTimeoutException e) {
            throw new IOException(
                    String.format(
                            Locale.ROOT,
                            "s3.endpoint is %s, which does not answer within %d s",
                            endpoint,
                            CONNECT.toSeconds()),
                    e);
        } catch (IOException e) {
            throw new IOException("s3.endpoint is " + endpoint + ": " + e.getMessage(), e);
        }
    }

    private static void greet(Socket socket, String host, int port) throws IOException {
        socket.setSoTimeout((int) CONNECT.toMillis());
        SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
        try (SSLSocket greeted = (SSLSocket) tls.createSocket(socket, host, port, true)) {
            greeted.startHandshake();
        } catch (SocketTimeoutException e) {
            throw new SSLException("no answer within " + CONNECT.toSeconds() + " s", e);
        }
    }
}
