package io.barnhand.gait.job.tools;

import org.apache.flink.configuration.ConfigConstants;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.PluginUtils;

/**
 * Flink's plugins for files of stores such as S3, for a Flink inside this process: a cluster loads
 * its own. They are in the folder that {@code FLINK_PLUGINS_DIR} names, their settings in {@code
 * config.yaml} of the folder that {@code FLINK_CONF_DIR} names.
 */
final class StorePlugins {

    private StorePlugins() {}

    /** Loads them, if there are any; before any file is looked at. */
    static void load() {
        if (System.getenv(ConfigConstants.ENV_FLINK_PLUGINS_DIR) == null) {
            return;
        }
        Configuration settings =
                System.getenv(ConfigConstants.ENV_FLINK_CONF_DIR) == null
                        ? new Configuration()
                        : GlobalConfiguration.loadConfiguration();
        FileSystem.initialize(settings, PluginUtils.createPluginManagerFromRootFolder(settings));
    }
}
