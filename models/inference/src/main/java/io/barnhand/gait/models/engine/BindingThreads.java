package io.barnhand.gait.models.engine;

import com.sun.jna.NativeLibrary;
import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * The threads that JNA and JavaCPP start once and keep for as long as the process lives. A thread
 * keeps the access context and the context class loader of the code on whose behalf it started, and
 * so all classes of the job that came first on a cluster; started from here, it keeps none of it.
 */
final class BindingThreads {

    /** By its name, because pictures and networks know nothing of video. */
    private static final String JAVACPP = "org.bytedeco.javacpp.Pointer";

    /** As long as a library is open, JNA's thread does not end, to be started again by a job. */
    private static NativeLibrary process;

    private BindingThreads() {}

    /** Starts them where they do not run yet. */
    @SuppressWarnings("removal")
    static synchronized void start() {
        Thread caller = Thread.currentThread();
        ClassLoader context = caller.getContextClassLoader();
        caller.setContextClassLoader(BindingThreads.class.getClassLoader());
        try {
            AccessController.doPrivileged(
                    (PrivilegedAction<Void>)
                            () -> {
                                startJna();
                                startJavaCpp();
                                return null;
                            });
        } finally {
            caller.setContextClassLoader(context);
        }
    }

    private static void startJna() {
        try {
            process = NativeLibrary.getProcess();
        } catch (LinkageError e) {
            // Not for this platform: nobody can start its thread.
            process = null;
        }
    }

    private static void startJavaCpp() {
        try {
            Class.forName(JAVACPP, true, BindingThreads.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            // No video is decoded here, or whoever decodes it is told why that fails.
            return;
        }
    }
}
