package io.barnhand.gait.models.engine;

import com.sun.jna.NativeLibrary;
import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * The threads that JNA and JavaCPP start once and keep for the life of the process. A thread keeps
 * the access context and the context class loader of the code that started it, and so all classes
 * of the first job on a cluster; started from here, it keeps none of them.
 */
final class BindingThreads {

    /** By its name, because pictures and networks know nothing of video. */
    private static final String JAVACPP = "org.bytedeco.javacpp.Pointer";

    /** While a library is open, JNA's thread does not end, so no job starts it again. */
    private static NativeLibrary process;

    private BindingThreads() {}

    /** Starts them unless they run. */
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
            // JNA does not support this platform: its thread never starts.
            process = null;
        }
    }

    private static void startJavaCpp() {
        try {
            Class.forName(JAVACPP, true, BindingThreads.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            // No video is decoded here, or the decoder will report the failure.
            return;
        }
    }
}
