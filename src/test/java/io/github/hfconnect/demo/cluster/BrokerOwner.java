package io.github.hfconnect.demo.cluster;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** A JVM for {@link OrphanIT} to end: starts a broker, says where it is, and waits. */
final class BrokerOwner {

    private BrokerOwner() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        BrokerProcess broker = BrokerProcess.start();
        System.out.println(broker.pid() + " " + broker.directory());
        new CountDownLatch(1).await();
    }
}
