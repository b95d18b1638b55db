package io.github.hfconnect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.inference.FailureKind;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplayPlanTest {

    @Test
    void letterWithoutHeadersNeedsATopic() {
        assertThat(plan(null).step(letter())).isEqualTo(ReplayPlan.Step.NO_SOURCE);
        assertThat(plan("chat").step(letter())).isEqualTo(ReplayPlan.Step.PUT_BACK);
    }

    @Test
    void letterWithoutHeadersCannotBeChosenByKindAndThatIsTold() {
        ReplayPlan.Step step = plan("chat", FailureKind.REJECTED).step(letter());

        assertThat(step).isEqualTo(ReplayPlan.Step.NO_KIND);
        assertThat(step.isTrouble()).isTrue();
        assertThat(step.inWords()).contains("errors.deadletterqueue.context.headers.enable", "--kind");
    }

    @Test
    void letterOfAnotherFailureIsLeftOut() {
        DeadLetter ofConverter =
                letter("__connect.errors.topic", "chat", "__connect.errors.exception.message", "no JSON");
        DeadLetter ofOtherKind = letter("__connect.errors.topic", "chat", "hf.error.kind", "MALFORMED");

        assertThat(plan(null, FailureKind.REJECTED).step(ofConverter)).isEqualTo(ReplayPlan.Step.LEFT_OUT);
        assertThat(plan(null, FailureKind.REJECTED).step(ofOtherKind)).isEqualTo(ReplayPlan.Step.LEFT_OUT);
        assertThat(plan(null, FailureKind.MALFORMED).step(ofOtherKind)).isEqualTo(ReplayPlan.Step.PUT_BACK);
    }

    private static ReplayPlan plan(@Nullable String to, FailureKind... kinds) {
        return new ReplayPlan(new ReplayFilter(Set.of(kinds), null, null, null), to, 3, topic -> 1);
    }

    private static DeadLetter letter(String... headers) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("dead", 0, 0, null, null);
        for (int i = 0; i < headers.length; i += 2) {
            record.headers().add(headers[i], headers[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return new DeadLetter(record);
    }
}
