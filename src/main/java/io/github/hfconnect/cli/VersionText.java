package io.github.hfconnect.cli;

import io.github.hfconnect.config.PluginVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class VersionText implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"hfconnect " + PluginVersion.get()};
    }
}
