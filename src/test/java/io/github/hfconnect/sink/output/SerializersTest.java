package io.github.hfconnect.sink.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.storage.Converter;
import org.junit.jupiter.api.Test;

/** What converters are made, used and closed for. */
class SerializersTest {

    private final List<ClosedConverter> made = new ArrayList<>();
    private final Serializers serializers = new Serializers(this::make);

    private OutputSerializer make() {
        ClosedConverter converter = new ClosedConverter();
        made.add(converter);
        return new OutputSerializer(null, converter, converter, false);
    }

    private byte[] written() {
        SinkRecord record = new SinkRecord("t", 0, null, null, null, "x", 0);
        return serializers.use(free ->
                free.serialize("t", record, new SchemaAndValue(null, "x")).value());
    }

    /** As when records come a minute apart, and each finds a thread that has just been started. */
    @Test
    void oneThreadAfterTheOtherUsesTheSameOne() {
        for (int i = 0; i < 5; i++) {
            assertThat(CompletableFuture.supplyAsync(this::written, work -> new Thread(work).start())
                            .join())
                    .asString()
                    .isEqualTo("x");
        }

        assertThat(made).hasSize(1);
    }

    @Test
    void whoComesMeanwhileHasAnotherOne() {
        assertThat(serializers.<byte[]>use(outer -> written())).asString().isEqualTo("x");

        assertThat(made).hasSize(2);
    }

    @Test
    void allAreClosedAtTheEndAlsoOneThatIsStillInUse() {
        serializers.<byte[]>use(outer -> {
            byte[] other = written();
            serializers.close();
            assertThat(made).extracting(converter -> converter.closed).containsExactly(false, true);
            return other;
        });

        assertThat(made).extracting(converter -> converter.closed).containsExactly(true, true);
    }

    private static final class ClosedConverter implements Converter, AutoCloseable {

        private boolean closed;

        @Override
        public void configure(Map<String, ?> configs, boolean isKey) {
            // Nothing to set.
        }

        @Override
        public byte[] fromConnectData(String topic, Schema schema, Object value) {
            return ((String) value).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        }

        @Override
        public SchemaAndValue toConnectData(String topic, byte[] value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
