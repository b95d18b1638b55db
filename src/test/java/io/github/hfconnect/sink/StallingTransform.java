package io.github.hfconnect.sink;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/** Keeps its task's thread for longer than {@code max.poll.interval.ms}, once for each order. */
public final class StallingTransform<R extends ConnectRecord<R>> implements Transformation<R> {

    private static final long SECONDS = 20;

    private @Nullable Path directory;

    @Override
    public R apply(R record) {
        if (Orders.take(Objects.requireNonNull(directory), "stall")) {
            try {
                TimeUnit.SECONDS.sleep(SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return record;
    }

    @Override
    public ConfigDef config() {
        return new ConfigDef()
                .define("directory", ConfigDef.Type.STRING, ConfigDef.Importance.HIGH, "Where orders are left.");
    }

    @Override
    public void configure(Map<String, ?> configs) {
        directory = Path.of(String.valueOf(configs.get("directory")));
    }

    @Override
    public void close() {}
}
