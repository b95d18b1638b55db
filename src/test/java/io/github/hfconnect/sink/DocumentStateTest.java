package io.github.hfconnect.sink;

import static io.github.hfconnect.sink.SinkTaskHarness.CHAT_0;
import static io.github.hfconnect.sink.SinkTaskHarness.CHAT_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.config.value.DeliveryGuarantee;
import io.github.hfconnect.resilience.FakeInferenceClient;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Partitions whose documents are read back, against a cluster in memory. */
class DocumentStateTest {

    private static final Map<String, String> SETTINGS = Map.of("input.field", "text");

    private final FakeInferenceClient model = new FakeInferenceClient();
    private final FakeCluster cluster = new FakeCluster();

    @ParameterizedTest
    @EnumSource
    void aPartitionWaitsUntilItsDocumentsAreRead(DeliveryGuarantee guarantee) throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        cluster.beforeReading(partitions -> {
            if (partitions.iterator().next().partition() == 0) {
                await(slow);
            }
        });
        try (DocumentSink sink = DocumentSink.begin(guarantee, cluster, model, SETTINGS)) {
            sink.harness().until(() -> !sink.harness().context.paused().contains(CHAT_1));
            sink.harness().putRecord(CHAT_1, "doc", Map.of("text", "a"));
            sink.harness().until(() -> sink.written(DocumentSink.OUTPUT).size() == 1);
            assertThat(sink.harness().context.paused()).contains(CHAT_0);

            slow.countDown();
            sink.harness().until(() -> sink.harness().context.paused().isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeReadForNowIsReadLater(DeliveryGuarantee guarantee) throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        cluster.beforeReading(partitions -> {
            if (attempts.incrementAndGet() <= 3) {
                throw new TimeoutException("no leader");
            }
        });
        try (DocumentSink sink = DocumentSink.start(guarantee, cluster, model, SETTINGS)) {
            sink.putAndSettle("doc", Map.of("text", "a"));

            assertThat(sink.written(DocumentSink.OUTPUT)).hasSize(1);
        }
    }

    /** Connect may have polled before it was told to pause: whoever reads on behind these records would lose them. */
    @ParameterizedTest
    @EnumSource
    void recordsThatComeBeforeTheDocumentsAreReadAreReadAgain(DeliveryGuarantee guarantee) throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        cluster.beforeReading(partitions -> await(slow));
        try (DocumentSink sink = DocumentSink.begin(guarantee, cluster, model, SETTINGS)) {
            sink.put("doc", Map.of("text", "a"));
            slow.countDown();
            sink.harness().until(() -> sink.harness().context.paused().isEmpty());

            assertThat(sink.harness().context.rewinds()).containsEntry(CHAT_0, 0L);
            assertThat(model.calls()).isEmpty();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
