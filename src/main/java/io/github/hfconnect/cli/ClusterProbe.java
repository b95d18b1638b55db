package io.github.hfconnect.cli;

import io.github.hfconnect.config.SinkConfig;
import io.github.hfconnect.kafka.ClusterGate;
import io.github.hfconnect.wiring.SystemTime;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * A knock at the cluster that a sink writes to, as its task knocks before it makes a client: address, protocol, certificate and
 * login. Rights and topics are for the task to see.
 *
 * @param found in words
 * @param isWell false where no task could ever write; a cluster that is away is waited for
 */
record ClusterProbe(String found, boolean isWell) {

    static ClusterProbe of(SinkConfig sink) {
        ClusterGate gate =
                new ClusterGate(SinkConfig.OUTPUT_CLIENT, sink.output().client(), new SystemTime());
        try {
            if (!gate.isOpen()) {
                return new ClusterProbe("does not answer from here; a task waits until it does", true);
            }
            gate.check();
            return new ClusterProbe("lets the connector in", true);
        } catch (ConnectException e) {
            return new ClusterProbe(String.valueOf(e.getMessage()), false);
        }
    }
}
