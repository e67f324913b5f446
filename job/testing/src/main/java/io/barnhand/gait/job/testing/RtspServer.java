package io.barnhand.gait.job.testing;

import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A camera that speaks RTSP (RFC 2326) over TCP: it sends an MPEG transport stream in RTP packets
 * (RFC 2250) and then says nothing more, without hanging up, as cameras do whose network is gone.
 */
public final class RtspServer implements AutoCloseable {

    private static final int TS_BYTES_PER_PACKET = 7 * 188;

    private final byte[] stream;
    private final ServerSocket server;
    private final AtomicInteger played = new AtomicInteger();
    private final List<Socket> clients = new CopyOnWriteArrayList<>();

    public RtspServer(byte[] stream) throws IOException {
        this.stream = stream;
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread accepting = new Thread(this::accept, "rtsp");
        accepting.setDaemon(true);
        accepting.start();
    }

    public int port() {
        return server.getLocalPort();
    }

    /** How often the stream was sent. */
    public int played() {
        return played.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                clients.add(client);
                Thread serving = new Thread(() -> serve(client), "rtsp client");
                serving.setDaemon(true);
                serving.start();
            } catch (IOException e) {
                return; // It was closed.
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                DataOutputStream out = new DataOutputStream(client.getOutputStream());
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(
                                        client.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String request; (request = in.readLine()) != null; ) {
                String number = "0";
                for (String header; (header = in.readLine()) != null && !header.isEmpty(); ) {
                    if (header.toLowerCase(Locale.ROOT).startsWith("cseq:")) {
                        number = header.substring(5).strip();
                    }
                }
                String[] words = request.split(" ");
                out.write(answer(words[0], words[1], number).getBytes(StandardCharsets.US_ASCII));
                out.flush();
                if (words[0].equals("PLAY")) {
                    play(out);
                }
            }
        } catch (IOException e) {
            // The client hung up.
        }
    }

    private static String answer(String method, String url, String number) {
        String head = "RTSP/1.0 200 OK\r\nCSeq: " + number + "\r\n";
        return switch (method) {
            case "DESCRIBE" -> {
                String sdp =
                        "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=camera\r\nt=0 0\r\n"
                                + "m=video 0 RTP/AVP 33\r\na=control:track\r\n";
                yield String.format(
                        Locale.ROOT,
                        "%sContent-Type: application/sdp\r\nContent-Base: %s/\r\nContent-Length: %d\r\n\r\n%s",
                        head,
                        url,
                        sdp.length(),
                        sdp);
            }
            case "SETUP" ->
                    head + "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\nSession: 1\r\n\r\n";
            default -> head + "Public: OPTIONS, DESCRIBE, SETUP, PLAY\r\nSession: 1\r\n\r\n";
        };
    }

    private void play(DataOutputStream out) throws IOException {
        int number = 0;
        for (int at = 0; at < stream.length; at += TS_BYTES_PER_PACKET) {
            int length = Math.min(TS_BYTES_PER_PACKET, stream.length - at);
            out.writeByte('$');
            out.writeByte(0);
            out.writeShort(12 + length);
            out.writeByte(0x80);
            out.writeByte(33);
            out.writeShort(number);
            out.writeInt(100 * number++);
            out.writeInt(7);
            out.write(stream, at, length);
        }
        out.flush();
        played.incrementAndGet();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket client : clients) {
            client.close();
        }
    }
}
