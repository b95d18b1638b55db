package io.github.hfconnect.demo.model;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One model server for all tests of a class, which leave it as it is. */
final class LoopbackServer implements BeforeAllCallback, AfterAllCallback {

    private @Nullable ModelServer server;
    private @Nullable Caller caller;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        server = ModelServer.start(ServerOptions.loopback());
        caller = new Caller(server);
    }

    Caller caller() {
        return Objects.requireNonNull(caller, "used outside of a test");
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (server != null) {
            server.close();
        }
    }
}
