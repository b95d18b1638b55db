package io.github.hfconnect.e2e.secured;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Access rules of one principal, one by one. */
final class Rules {

    private final List<AclBinding> bindings = new ArrayList<>();
    private final Principal principal;

    private Rules(Principal principal) {
        this.principal = principal;
    }

    static Rules of(Principal principal) {
        return new Rules(principal);
    }

    /** What docs/delivery.md says that the principal of {@code output.producer.*} needs for {@code at-least-once}. */
    static Rules atLeastOnce(String connector) {
        return of(Principal.WRITER).topic(connector + ".enriched", AclOperation.WRITE);
    }

    /** The same for {@code exactly-once}. */
    static Rules exactlyOnce(String connector) {
        return atLeastOnce(connector)
                .topic(connector + ".dead", AclOperation.WRITE)
                .transactionalIds("hfconnect-connect-" + connector + "-", AclOperation.WRITE)
                .group("connect-" + connector, AclOperation.READ)
                .topic(connector, AclOperation.READ);
    }

    Rules topic(String name, AclOperation... operations) {
        return add(ResourceType.TOPIC, name, PatternType.LITERAL, operations);
    }

    Rules topics(String prefix, AclOperation... operations) {
        return add(ResourceType.TOPIC, prefix, PatternType.PREFIXED, operations);
    }

    Rules group(String name, AclOperation... operations) {
        return add(ResourceType.GROUP, name, PatternType.LITERAL, operations);
    }

    Rules groups(String prefix, AclOperation... operations) {
        return add(ResourceType.GROUP, prefix, PatternType.PREFIXED, operations);
    }

    Rules transactionalIds(String prefix, AclOperation... operations) {
        return add(ResourceType.TRANSACTIONAL_ID, prefix, PatternType.PREFIXED, operations);
    }

    /** The same without those for one resource. */
    Rules without(ResourceType type, String name) {
        Rules rest = new Rules(principal);
        bindings.stream()
                .filter(binding -> !(binding.pattern().resourceType() == type
                        && binding.pattern().name().equals(name)))
                .forEach(rest.bindings::add);
        return rest;
    }

    List<AclBinding> bindings() {
        return List.copyOf(bindings);
    }

    private Rules add(ResourceType type, String name, PatternType pattern, AclOperation... operations) {
        for (AclOperation operation : operations) {
            bindings.add(new AclBinding(
                    new ResourcePattern(type, name, pattern),
                    new AccessControlEntry(principal.rule(), "*", operation, AclPermissionType.ALLOW)));
        }
        return this;
    }
}
