package io.github.hfconnect.kafka;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a topic, which a user or a broker's default may have made, loses nothing that its plan wants to keep. */
record TopicPolicy(TopicPlan plan, String topic) {

    private static final Logger log = LoggerFactory.getLogger(TopicPolicy.class);

    /**
     * Asks the cluster, where it matters.
     *
     * @throws ConnectException where the topic has a policy that the plan does not allow
     */
    void require(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        if (!plan.policies().isEmpty()) {
            policy(admin).flatMap(this::fault).ifPresent(fault -> {
                throw new ConnectException(fault);
            });
        }
    }

    /** Empty where it may not be seen, which is no right that writing and reading need: then it is taken on trust. */
    private Optional<String> policy(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            Collection<Config> found = TopicMaker.answer(
                            admin.describeConfigs(List.of(resource)).all())
                    .values();
            return found.stream()
                    .map(config -> config.get(TopicPlan.POLICY))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .map(entry -> String.valueOf(entry.value()));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                log.info(
                        "Whether the {} {} is compacted is not known: that needs DescribeConfigs on it",
                        plan.kind(),
                        topic);
                return Optional.empty();
            }
            throw e;
        }
    }

    /** What is wrong and how it is mended, or empty where the policy will do. */
    Optional<String> fault(String policy) {
        if (plan.policies().contains(inOrder(policy))) {
            return Optional.empty();
        }
        String wanted = TopicPlan.POLICY + "=" + plan.settings().get(TopicPlan.POLICY);
        return Optional.of("The " + plan.kind() + " " + topic + " has " + TopicPlan.POLICY + "=" + policy
                + ", which loses what is to be kept: set " + wanted
                + " (kafka-configs.sh --alter --entity-type topics --entity-name " + topic + " --add-config "
                + TopicPlan.POLICY + "=[" + plan.settings().get(TopicPlan.POLICY) + "]), or name another topic in "
                + plan.keys());
    }

    private static String inOrder(String policy) {
        return Arrays.stream(policy.split(",")).map(String::strip).sorted().collect(Collectors.joining(","));
    }
}
