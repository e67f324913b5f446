package io.barnhand.gait.operators.video.decoding;

import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.VideoException;
import java.util.ArrayDeque;
import java.util.concurrent.CancellationException;
import java.util.function.LongPredicate;

/**
 * Decodes ahead of its reader on its own thread, up to a number of frames and bytes. The thread
 * opens the source, reads it and closes it; {@link #close} waits until the thread has ended, also
 * after a failure or an interrupt.
 */
public final class DecodeAhead implements FrameSource {

    private final int maxFrames;
    private final long maxBytes;
    private final Thread thread;

    private final Object lock = new Object();
    private final ArrayDeque<VideoFrame> queue = new ArrayDeque<>();
    private long queuedBytes;
    private boolean stopped;
    private boolean ended;
    private Throwable failure;

    /**
     * Starts decoding.
     *
     * @param opener opens the segment on the decoding thread
     * @param wanted which of its frames to deliver, by their event time, µs; asked on that thread
     * @param name name of the thread
     * @param maxFrames frames held ahead, at least 1
     * @param maxBytes pixels held ahead; one frame is held whatever its size
     */
    public DecodeAhead(
            FrameOpener opener,
            VideoSegment segment,
            LongPredicate wanted,
            String name,
            int maxFrames,
            long maxBytes) {
        if (maxFrames < 1) {
            throw new IllegalArgumentException(
                    "The frames decoded ahead must be at least 1, got " + maxFrames);
        }
        this.maxFrames = maxFrames;
        this.maxBytes = maxBytes;
        this.thread = new Thread(() -> run(opener, segment, wanted), name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run(FrameOpener opener, VideoSegment segment, LongPredicate wanted) {
        Throwable failed = null;
        try (FrameSource source = opener.open(segment, wanted)) {
            VideoFrame frame = source.next();
            while (frame != null && offer(frame)) {
                frame = source.next();
            }
        } catch (Throwable e) {
            failed = e;
        }
        synchronized (lock) {
            failure = failed;
            ended = true;
            lock.notifyAll();
        }
    }

    private boolean offer(VideoFrame frame) throws InterruptedException {
        long bytes = frame.image().pixels().length;
        synchronized (lock) {
            while (!stopped
                    && !queue.isEmpty()
                    && (queue.size() >= maxFrames || queuedBytes + bytes > maxBytes)) {
                lock.wait();
            }
            queue.add(frame);
            queuedBytes += bytes;
            lock.notifyAll();
            return !stopped;
        }
    }

    /**
     * The next frame, or null at the end; waits for it.
     *
     * @throws VideoException as the source threw it, after the frames before it
     * @throws CancellationException if the calling thread is interrupted; it stays interrupted
     */
    @Override
    public VideoFrame next() {
        synchronized (lock) {
            try {
                while (queue.isEmpty() && !ended) {
                    lock.wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            // Also where frames are ready: a cancelled job does not want them.
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("Interrupted while reading frames");
            }
            VideoFrame frame = queue.poll();
            if (frame != null) {
                queuedBytes -= frame.image().pixels().length;
                lock.notifyAll();
                return frame;
            }
            Throwable thrown = failure;
            failure = null;
            if (thrown instanceof VideoException e) {
                throw e;
            }
            if (thrown instanceof Error e) {
                throw e;
            }
            if (thrown != null) {
                throw new IllegalStateException(
                        "Decoding failed unexpectedly: " + thrown.getMessage(), thrown);
            }
            return null;
        }
    }

    /** Stops decoding and waits until the thread has closed its source and ended. */
    @Override
    public void close() {
        synchronized (lock) {
            stopped = true;
            queue.clear();
            queuedBytes = 0;
            lock.notifyAll();
        }
        // Ends the wait for a file that is being fetched; decoders ignore it.
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                // A native call cannot be interrupted; leaving the thread would leak the decoder.
                interrupted = true;
            }
        }
        queue.clear();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
