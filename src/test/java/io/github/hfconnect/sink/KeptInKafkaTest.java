package io.github.hfconnect.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class KeptInKafkaTest {

    @Test
    void recordsOfAnswersStayForTwiceAsLongAsTheyCount() {
        assertThat(KeptInKafka.retentionMillis(Duration.ofHours(1))).isEqualTo("7200000");
    }

    @Test
    void answersThatCountForEverStayForEver() {
        assertThat(KeptInKafka.retentionMillis(Duration.ofMillis(Long.MAX_VALUE)))
                .isEqualTo("-1");
    }
}
