package io.github.hfconnect.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.management.Attribute;
import javax.management.AttributeNotFoundException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.apache.kafka.common.utils.Sanitizer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JmxMetricsTest {

    private final MBeanServer jmx = ManagementFactory.getPlatformMBeanServer();
    private final List<JmxMetrics> registered = new ArrayList<>();

    @AfterEach
    void close() {
        registered.forEach(JmxMetrics::close);
    }

    @Test
    void metricsAreShownUntilClosed() throws Exception {
        JmxMetrics metrics = register("moderation", 7);
        ObjectName name = name("moderation");
        assertThat(jmx.getAttribute(name, "consumed")).isEqualTo(7);
        assertThat(jmx.getAttributes(name, new String[] {"consumed", "other"}))
                .containsExactly(new Attribute("consumed", 7));
        assertThat(jmx.getMBeanInfo(name).getAttributes()).hasSize(1);

        metrics.close();

        assertThat(jmx.isRegistered(name)).isFalse();
    }

    @Test
    void replacementTakesTheNameOverAndTheAbandonedTaskLeavesItAlone() throws Exception {
        ObjectName name = name("replaced");
        JmxMetrics abandoned = register("replaced", 1);
        JmxMetrics replacement = register("replaced", 2);
        assertThat(jmx.getAttribute(name, "consumed")).isEqualTo(2);

        abandoned.close();
        assertThat(jmx.getAttribute(name, "consumed")).isEqualTo(2);

        replacement.close();
        assertThat(jmx.isRegistered(name)).isFalse();
    }

    @Test
    void closingTwiceIsFine() throws Exception {
        JmxMetrics metrics = register("twice", 1);

        metrics.close();
        metrics.close();

        assertThat(jmx.isRegistered(name("twice"))).isFalse();
    }

    @Test
    void connectorNamesMayHoldWhatJmxNamesMayNot() throws Exception {
        String odd = "a=b,c:*?\"\n";

        register(odd, 1);

        assertThat(jmx.getAttribute(name(ObjectName.quote(odd)), "consumed")).isEqualTo(1);
    }

    /** A join of our metrics with Connect's own needs one spelling of a connector's name. */
    @ParameterizedTest
    @ValueSource(
            strings = {"plain", "with space", "tab\there", "per%cent", "a.b-c_d", "a,b", "a=b", "star*", "Größe", "a\\b"
            })
    void namesAreQuotedWhereKafkaQuotesThem(String connector) throws Exception {
        register(connector, 1);

        assertThat(jmx.isRegistered(name(Sanitizer.jmxSanitize(connector)))).isTrue();
    }

    @Test
    void nothingCanBeSet() throws Exception {
        register("fixed", 1);
        ObjectName name = name("fixed");

        assertThatThrownBy(() -> jmx.setAttribute(name, new Attribute("consumed", 2)))
                .isInstanceOf(AttributeNotFoundException.class);
        assertThatThrownBy(() -> jmx.getAttribute(name, "token")).isInstanceOf(AttributeNotFoundException.class);
    }

    private JmxMetrics register(String connector, int consumed) {
        JmxMetrics metrics = JmxMetrics.register(
                "sink-task", Map.of("connector", connector, "task", "0"), Map.of("consumed", () -> consumed));
        registered.add(metrics);
        return metrics;
    }

    private static ObjectName name(String connector) throws MalformedObjectNameException {
        return new ObjectName("io.github.hfconnect:type=sink-task,connector=" + connector + ",task=0");
    }
}
