package io.barnhand.gait.job.cli.run;

import io.barnhand.gait.models.Printable;
import java.io.PrintWriter;

/** A line that changes while something is done; says nothing where there is no terminal. */
public final class TerminalLine implements AutoCloseable {

    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean terminal = System.console() != null;
    private String shown = "";

    public TerminalLine(PrintWriter err) {
        this.err = err;
    }

    /** Whether anyone sees it. */
    boolean visible() {
        return terminal;
    }

    /** May be called by several threads. */
    public synchronized void show(String text) {
        if (terminal && !text.equals(shown)) {
            err.print(CLEAR + Printable.text(text));
            err.flush();
            shown = text;
        }
    }

    /** Takes it away; it can be shown again. */
    @Override
    public synchronized void close() {
        if (!shown.isEmpty()) {
            err.print(CLEAR);
            err.flush();
            shown = "";
        }
    }
}
