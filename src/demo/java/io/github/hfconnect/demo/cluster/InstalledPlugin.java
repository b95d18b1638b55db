package io.github.hfconnect.demo.cluster;

/**
 * A plugin that a worker has loaded.
 *
 * @param className fully qualified
 * @param type such as {@code sink} or {@code transformation}
 * @param version as the plugin says, or {@code undefined}
 */
public record InstalledPlugin(String className, String type, String version) {}
