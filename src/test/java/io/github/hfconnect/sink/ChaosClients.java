package io.github.hfconnect.sink;

import io.github.hfconnect.config.SinkConfig;
import io.github.hfconnect.sink.output.KafkaClients;
import io.github.hfconnect.wiring.SystemTime;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * Kafka clients that can be hurt: a file in the suite's directory ends the worker between offsets and commit. With one id per
 * task they are the deliberately wrong mode, which must be seen to fail.
 */
final class ChaosClients extends KafkaClients {

    /** Where the suite leaves its orders; a setting of the connector. */
    static final String DIRECTORY = "chaos.directory";

    static final String ONE_ID_PER_TASK = "chaos.one.id.per.task";

    static final String TOMBSTONES_AFTERWARDS = "chaos.tombstones.afterwards";

    private final Path directory;
    private final boolean tombstonesAfterwards;
    private final @Nullable SharedProducer shared;

    ChaosClients(SinkConfig config, Map<String, String> props) {
        super(config, new SystemTime());
        this.directory = Path.of(String.valueOf(props.get(DIRECTORY)));
        this.tombstonesAfterwards = Boolean.parseBoolean(props.get(TOMBSTONES_AFTERWARDS));
        String id = "wrong-" + config.delivery().groupId() + "-" + config.taskIndex();
        boolean wrong = Boolean.parseBoolean(props.get(ONE_ID_PER_TASK));
        this.shared = wrong ? new SharedProducer(() -> super.transactionalProducer(id)) : null;
    }

    @Override
    public Producer<byte[], byte[]> transactionalProducer(String transactionalId) {
        Producer<byte[], byte[]> producer =
                shared == null ? super.transactionalProducer(transactionalId) : shared.forOnePartition();
        Producer<byte[], byte[]> used = tombstonesAfterwards ? LateTombstones.of(producer) : producer;
        return intercept((method, arguments) -> {
            if (method.getName().equals("commitTransaction") && Orders.take(directory, "halt-in-commit")) {
                Runtime.getRuntime().halt(137);
            }
            return call(method, used, arguments);
        });
    }

    interface Interceptor {
        @Nullable
        Object invoke(Method method, Object @Nullable [] arguments) throws Throwable;
    }

    @SuppressWarnings("unchecked")
    static Producer<byte[], byte[]> intercept(Interceptor interceptor) {
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                ChaosClients.class.getClassLoader(),
                new Class<?>[] {Producer.class},
                (proxy, method, arguments) -> interceptor.invoke(method, arguments));
    }

    static @Nullable Object call(Method method, Object target, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
