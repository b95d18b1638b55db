package io.github.hfconnect.bench;

import io.github.hfconnect.demo.cluster.Checkout;
import java.nio.file.Path;

/**
 * A build of the plugin.
 *
 * @param name of it, and of the Connect group of its workers
 * @param pluginPath the directory above its own
 */
record Build(String name, Path pluginPath) {

    static final Build OF_THIS_CHECKOUT = new Build("this", Checkout.locate().pluginPath());
}
