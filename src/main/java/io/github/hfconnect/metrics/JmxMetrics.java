package io.github.hfconnect.metrics;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Metrics as JMX shows them, from {@link #register} to {@link #close}. A name that is taken goes to whoever comes last: Connect
 * abandons a task that does not stop in time and starts its replacement beside it. No trouble with JMX fails a task.
 */
public final class JmxMetrics implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(JmxMetrics.class);

    private static final String DOMAIN = "io.github.hfconnect";

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final ObjectName name;
    private final AttributeBean bean;

    private JmxMetrics(ObjectName name, AttributeBean bean) {
        this.name = name;
        this.bean = bean;
    }

    /**
     * Shows metrics.
     *
     * @param type of what is measured
     * @param tags which of that type it is
     * @param attributes by name; asked by threads of JMX
     */
    public static JmxMetrics register(
            String type, Map<String, String> tags, Map<String, Supplier<? extends Number>> attributes) {
        JmxMetrics metrics = new JmxMetrics(name(type, tags), new AttributeBean(attributes));
        try {
            metrics.takeName();
        } catch (JMException e) {
            log.warn("The metrics {} are not shown by JMX", metrics.name, e);
        }
        return metrics;
    }

    private static ObjectName name(String type, Map<String, String> tags) {
        StringBuilder name = new StringBuilder(DOMAIN + ":type=" + type);
        new TreeMap<>(tags).forEach((tag, value) -> name.append("," + tag + "=" + quoted(value)));
        try {
            return new ObjectName(name.toString());
        } catch (JMException e) {
            throw new IllegalStateException("A quoted name is always valid", e);
        }
    }

    /** As Kafka's {@code Sanitizer.jmxSanitize} does it (3.6 to 4.3), so that names join with those of Connect's own beans. */
    private static String quoted(String text) {
        return text.matches("[\\w.%\\- \t]+") ? text : ObjectName.quote(text);
    }

    private void takeName() throws JMException {
        try {
            server.registerMBean(bean, name);
        } catch (InstanceAlreadyExistsException e) {
            unregister();
            server.registerMBean(bean, name);
        }
    }

    private void unregister() throws JMException {
        try {
            server.unregisterMBean(name);
        } catch (InstanceNotFoundException e) {
            log.debug("{} was unregistered by somebody else", name, e);
        }
    }

    /** Leaves the name alone where a replacement has taken it. */
    @Override
    public void close() {
        try {
            if (bean.isRegistered()) {
                unregister();
            }
        } catch (JMException e) {
            log.warn("The metrics {} could not be removed from JMX", name, e);
        }
    }
}
