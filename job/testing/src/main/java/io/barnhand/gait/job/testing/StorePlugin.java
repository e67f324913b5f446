package io.barnhand.gait.job.testing;

import java.io.IOException;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.DefaultPluginManager;
import org.apache.flink.core.plugin.DirectoryBasedPluginFinder;

/** Flink's plugin for stores that speak S3, in the process of a test. */
public final class StorePlugin implements AutoCloseable {

    private StorePlugin() {}

    /** The plugin with the settings of a user for a store. */
    public static StorePlugin of(ObjectStore store) throws IOException {
        return of(store.endpoint(), Map.of());
    }

    /** The same for what stands before a store, with more settings. */
    public static StorePlugin of(String endpoint, Map<String, String> more) throws IOException {
        Configuration settings = Configuration.fromMap(more);
        settings.setString("s3.endpoint", endpoint);
        settings.setString("s3.path.style.access", "true");
        settings.setString("s3.endpoint.region", "us-east-1");
        settings.setString("s3.access-key", "any");
        settings.setString("s3.secret-key", "any");
        FileSystem.initialize(
                settings,
                new DefaultPluginManager(
                        new DirectoryBasedPluginFinder(ObjectStore.plugins()).findPlugins(),
                        new String[] {
                            "java.", "org.apache.flink.", "javax.annotation.", "org.slf4j"
                        }));
        return new StorePlugin();
    }

    @Override
    public void close() {
        FileSystem.initialize(new Configuration(), null);
    }
}
