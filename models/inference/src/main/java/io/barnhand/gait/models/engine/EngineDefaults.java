package io.barnhand.gait.models.engine;

/** Defaults for the system properties of the inference engines; the user's values win. */
public final class EngineDefaults {

    static {
        BindingThreads.start();
    }

    private EngineDefaults() {}

    /** A missing native library must be an error, not a download. */
    public static void offline() {
        if (System.getenv("DJL_OFFLINE") == null) {
            unlessSet("ai.djl.offline", "true");
        }
    }

    /** Sets a property that has no value yet; to be called before the engine starts. */
    public static synchronized void unlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
