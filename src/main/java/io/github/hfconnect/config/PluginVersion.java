package io.github.hfconnect.config;

import org.jspecify.annotations.Nullable;

/** The version of this plugin, as its jar says it. */
public final class PluginVersion {

    private static final String WITHOUT_JAR = "0.0.0-development";

    private PluginVersion() {}

    /** The released version, or one that stands for classes that are not in a jar. */
    public static String get() {
        @Nullable String version = PluginVersion.class.getPackage().getImplementationVersion();
        return version == null ? WITHOUT_JAR : version;
    }
}
