package io.github.hfconnect.bench.bed;

import io.github.hfconnect.demo.cluster.Checkout;
import java.nio.file.Path;

/**
 * A build of the plugin.
 *
 * @param name of it, and of the Connect group of its workers
 * @param pluginPath the directory above its own
 */
public record Build(String name, Path pluginPath) {

    /** The one that this checkout has been built to. */
    public static final Build OF_THIS_CHECKOUT =
            new Build("this", Checkout.locate().pluginPath());
}
