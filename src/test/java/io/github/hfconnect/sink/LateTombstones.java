package io.github.hfconnect.sink;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A producer that writes tombstones in a transaction of their own after the others: what many would write first, and wrong. A reader
 * who comes in between has new pieces beside old ones, and a crash leaves it so.
 */
final class LateTombstones {

    private static final Duration BETWEEN = Duration.ofMillis(50);

    private LateTombstones() {}

    @SuppressWarnings("unchecked")
    static Producer<byte[], byte[]> of(Producer<byte[], byte[]> producer) {
        List<ProducerRecord<byte[], byte[]>> kept = new ArrayList<>();
        return ChaosClients.intercept((method, arguments) -> {
            if (arguments != null && arguments[0] instanceof ProducerRecord<?, ?> record && record.value() == null) {
                kept.add((ProducerRecord<byte[], byte[]>) record);
                Object written = CompletableFuture.completedFuture(null);
                return written;
            }
            Object result = ChaosClients.call(method, producer, arguments);
            if (method.getName().equals("commitTransaction") && !kept.isEmpty()) {
                LockSupport.parkNanos(BETWEEN.toNanos());
                write(producer, kept);
            }
            return result;
        });
    }

    private static void write(Producer<byte[], byte[]> producer, List<ProducerRecord<byte[], byte[]>> kept) {
        producer.beginTransaction();
        kept.forEach(tombstone -> {
            var unused = producer.send(tombstone);
        });
        kept.clear();
        producer.commitTransaction();
    }
}
