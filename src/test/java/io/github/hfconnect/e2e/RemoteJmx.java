package io.github.hfconnect.e2e;

import java.io.IOException;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The management interface of another JVM of this machine. */
final class RemoteJmx {

    private RemoteJmx() {}

    // The other side is a process that the test itself has started.
    @SuppressWarnings("BanJNDI")
    static JMXConnector connect(int port) throws IOException {
        String url = "service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi";
        return JMXConnectorFactory.connect(new JMXServiceURL(url));
    }
}
