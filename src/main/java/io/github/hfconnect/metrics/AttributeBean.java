package io.github.hfconnect.metrics;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanRegistration;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** A JMX bean of numbers that can be read and not set. It knows whether it is still the one that is registered. */
final class AttributeBean implements DynamicMBean, MBeanRegistration {

    private final Map<String, Supplier<? extends Number>> attributes;
    private volatile boolean registered;

    AttributeBean(Map<String, Supplier<? extends Number>> attributes) {
        this.attributes = new TreeMap<>(attributes);
    }

    boolean isRegistered() {
        return registered;
    }

    @Override
    public Object getAttribute(String name) throws AttributeNotFoundException {
        Supplier<? extends Number> attribute = attributes.get(name);
        if (attribute == null) {
            throw new AttributeNotFoundException("There is no attribute " + name);
        }
        return attribute.get();
    }

    @Override
    public AttributeList getAttributes(String[] names) {
        AttributeList found = new AttributeList();
        for (String name : names) {
            Supplier<? extends Number> attribute = attributes.get(name);
            if (attribute != null) {
                found.add(new Attribute(name, attribute.get()));
            }
        }
        return found;
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        MBeanAttributeInfo[] infos = attributes.keySet().stream()
                .map(name -> new MBeanAttributeInfo(name, Number.class.getName(), name, true, false, false))
                .toArray(MBeanAttributeInfo[]::new);
        return new MBeanInfo(getClass().getName(), "Metrics", infos, null, null, null);
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException("Nothing can be set here");
    }

    @Override
    public AttributeList setAttributes(AttributeList newAttributes) {
        return new AttributeList();
    }

    @Override
    public @Nullable Object invoke(String action, Object[] parameters, String[] signature) {
        throw new UnsupportedOperationException("There is nothing to invoke");
    }

    @Override
    public ObjectName preRegister(MBeanServer server, ObjectName name) {
        return name;
    }

    @Override
    public void postRegister(@Nullable Boolean done) {
        registered = Boolean.TRUE.equals(done);
    }

    @Override
    public void preDeregister() {}

    @Override
    public void postDeregister() {
        registered = false;
    }
}
