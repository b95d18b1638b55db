package io.github.hfconnect.e2e.gateways;

import io.github.hfconnect.conformance.NodeProgram;
import io.github.hfconnect.demo.cluster.FreePorts;
import io.github.hfconnect.e2e.Waiting;
import java.io.IOException;

/** Portkey's gateway, from its npm package, which is told by each call where it goes. */
record Gateway(Process node, int port) implements AutoCloseable {

    private static final NodeProgram PROGRAM = NodeProgram.named("gateway");

    /** Whether it can run: Node.js is there, and the packages come from the registry or are left by an earlier run. */
    static boolean install() throws IOException, InterruptedException {
        return PROGRAM.install();
    }

    static Gateway start() throws IOException {
        int port = FreePorts.any();
        Process node = PROGRAM.start(
                PROGRAM.work().resolve("gateway.log"),
                "node",
                "--require",
                "./loopback.cjs",
                "node_modules/@portkey-ai/gateway/build/start-server.js",
                "--headless",
                "--port=" + port);
        Runtime.getRuntime().addShutdownHook(new Thread(node::destroyForcibly));
        Waiting.until(Waiting.PATIENCE, () -> !FreePorts.isFree(port));
        return new Gateway(node, port);
    }

    String url() {
        return "http://127.0.0.1:" + port + "/v1";
    }

    @Override
    public void close() {
        node.destroyForcibly();
    }
}
