package io.barnhand.gait.job.cli;

import io.barnhand.gait.job.configuration.ConfigurationException;
import java.util.Locale;
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

    /**
     * Loads them, if there are any; before any file is read.
     *
     * @throws ConfigurationException if their settings cannot be read
     */
    static void load() {
        if (System.getenv(ConfigConstants.ENV_FLINK_PLUGINS_DIR) == null) {
            return;
        }
        Configuration settings = settings(System.getenv(ConfigConstants.ENV_FLINK_CONF_DIR));
        FileSystem.initialize(settings, PluginUtils.createPluginManagerFromRootFolder(settings));
    }

    private static Configuration settings(String folder) {
        if (folder == null) {
            return new Configuration();
        }
        try {
            return GlobalConfiguration.loadConfiguration(folder);
        } catch (RuntimeException e) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "FLINK_CONF_DIR is %s, whose config.yaml cannot be read (%s)",
                            folder,
                            e.getMessage()),
                    "correct that file or unset the variable");
        }
    }
}
