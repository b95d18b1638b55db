package io.github.hfconnect.bench.bed;

import io.github.hfconnect.demo.cluster.BrokerProcess;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * What all builds that are measured stand on: a broker and a scripted endpoint, each a process of its own.
 *
 * @param names how many have been given
 * @param progress is told what goes on, in a line
 */
public record Ground(
        BrokerProcess broker, Endpoint endpoint, Topics topics, AtomicInteger names, Consumer<String> progress)
        implements AutoCloseable {

    /** Starts both. Where one does not come up, the other ends with this JVM. */
    public static Ground start(Consumer<String> progress) throws IOException {
        BrokerProcess broker = BrokerProcess.startTunedAsInProduction();
        Topics topics = new Topics(broker.bootstrapServers());
        return new Ground(broker, Endpoint.start(), topics, new AtomicInteger(), progress);
    }

    @Override
    public void close() {
        endpoint.close();
        broker.kill9();
        broker.close();
    }
}
