package io.barnhand.gait.job.cli.ending;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.models.NativeCalls;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EndSignalsTest {

    private Process process;

    @AfterEach
    void kill() {
        process.destroyForcibly();
    }

    @Test
    void aCommandCleansUpAndSaysWhatIsKept() throws Exception {
        BufferedReader output = start("polite");
        assertThat(output.readLine()).isEqualTo("begun");

        process.toHandle().destroy();

        assertThat(output.readLine()).isEqualTo("cleaned up");
        assertThat(output.readLine())
                .isEqualTo(
                        "Interrupted (SIGTERM). It was not finished; to do it again: barnhand 'po lite'");
        assertThat(output.readLine()).isNull();
        assertThat(process.waitFor()).isEqualTo(143);
    }

    @Test
    void aSecondSignalEndsItAtOnce() throws Exception {
        BufferedReader output = start("stubborn");
        assertThat(output.readLine()).isEqualTo("begun");

        process.toHandle().destroy();
        assertThat(output.readLine()).startsWith("Ending; a second signal ends it at once");
        process.toHandle().destroy();

        assertThat(output.readLine()).isNull();
        assertThat(process.waitFor()).isEqualTo(143);
    }

    @Test
    void aNativeCallEndsBeforeTheProcess() throws Exception {
        BufferedReader output = start("native");
        assertThat(output.readLine()).isEqualTo("begun");

        process.toHandle().destroy();

        assertThat(output.readLine()).startsWith("Interrupted (SIGTERM).");
        assertThat(output.readLine()).isEqualTo("the call ended");
        assertThat(process.waitFor()).isEqualTo(143);
    }

    @Test
    void whatIsDoneIsNotInterrupted() throws Exception {
        BufferedReader output = start("done");

        assertThat(output.readLine()).isEqualTo("begun");
        assertThat(output.readLine()).isNull();
        assertThat(process.waitFor()).isEqualTo(7);
    }

    private BufferedReader start(String kind) throws IOException {
        process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Command.class.getName(),
                                kind)
                        .redirectErrorStream(true)
                        .start();
        return process.inputReader(StandardCharsets.UTF_8);
    }

    /** A program that waits for a signal. */
    static final class Command {

        private Command() {}

        /** Arguments: its kind. */
        public static void main(String[] arguments) throws Exception {
            String kind = arguments[0];
            EndSignals signals = EndSignals.watch(List.of("po lite"), System.out);
            if (kind.equals("native")) {
                Thread call = new Thread(Command::call);
                call.setDaemon(true);
                call.start();
            } else {
                System.out.println("begun");
            }
            if (kind.equals("done")) {
                signals.exit(7);
            }
            try {
                while (true) {
                    LockSupport.park();
                    if (Thread.interrupted() && !kind.equals("stubborn")) {
                        throw new InterruptedException();
                    }
                }
            } catch (InterruptedException e) {
                if (kind.equals("polite")) {
                    System.out.println("cleaned up");
                }
            }
            signals.exit(1);
        }

        /** Ends once the process is ending, which hooks show. */
        private static void call() {
            Thread hook = new Thread(() -> {});
            try (NativeCalls.NativeCall running = NativeCalls.begin()) {
                System.out.println("begun");
                while (!isEnding(hook)) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                }
                System.out.println("the call ended");
            }
        }

        private static boolean isEnding(Thread hook) {
            try {
                Runtime.getRuntime().addShutdownHook(hook);
                Runtime.getRuntime().removeShutdownHook(hook);
                return false;
            } catch (IllegalStateException e) {
                return true;
            }
        }
    }
}
