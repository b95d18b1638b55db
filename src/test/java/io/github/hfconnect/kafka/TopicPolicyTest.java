package io.github.hfconnect.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicPolicyTest {

    private static final TopicPolicy FOR_EVER =
            new TopicPolicy(TopicPlan.compacted("state topic", "`connector.state.topic`", 1, (short) -1), "state");
    private static final TopicPolicy FOR_A_TIME =
            new TopicPolicy(TopicPlan.compactedAndDeleted("cache topic", "`cache.topic`", 1, (short) -1), "answers");

    @Test
    void aTopicThatIsCompactedKeepsAll() {
        assertThat(FOR_EVER.fault("compact")).isEmpty();
    }

    @Test
    void whatMakesATopicForgetIsToldWithItsRemedy() {
        assertThat(FOR_EVER.fault("delete"))
                .hasValue("The state topic state has cleanup.policy=delete, which loses what is to be kept: set"
                        + " cleanup.policy=compact (kafka-configs.sh --alter --entity-type topics --entity-name state"
                        + " --add-config cleanup.policy=[compact]), or name another topic in `connector.state.topic`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"compact,delete", "delete,compact"})
    void ageMayDeleteOnlyWhereThePlanAllowsIt(String policy) {
        assertThat(FOR_EVER.fault(policy)).isPresent();
        assertThat(FOR_A_TIME.fault(policy)).isEmpty();
    }

    @Test
    void whatAgeMayDeleteMayAlsoStayForEver() {
        assertThat(FOR_A_TIME.fault("compact")).isEmpty();
        assertThat(FOR_A_TIME.fault("delete")).isPresent();
    }
}
