package io.github.hfconnect.bench.flink;

import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/**
 * The job that Flink's own pages describe: a Kafka table through {@code ML_PREDICT} with the provider {@code openai} into another, on a mini
 * cluster in this process, asynchronously and in order. It ends with the topic.
 */
public final class Predict {

    private Predict() {}

    /**
     * Runs it.
     *
     * @param arguments bootstrap servers, input topic, output topic, URL of the embeddings' route, calls at the same time
     */
    public static void main(String[] arguments) throws ExecutionException, InterruptedException {
        Configuration settings = new Configuration();
        settings.setString("parallelism.default", "1");
        settings.setString("execution.checkpointing.interval", "10 s");
        StreamTableEnvironment tables =
                StreamTableEnvironment.create(StreamExecutionEnvironment.getExecutionEnvironment(settings));
        String kafka = "'connector' = 'kafka', 'properties.bootstrap.servers' = '%s', 'key.format' = 'raw',"
                        .formatted(arguments[0])
                + " 'key.fields' = 'id', 'value.format' = 'json', 'value.fields-include' = 'EXCEPT_KEY', 'topic' = '%s'";
        tables.executeSql("CREATE TABLE source (id STRING, `text` STRING) WITH ("
                + kafka.formatted(arguments[1])
                + ", 'properties.group.id' = '" + arguments[2] + "', 'scan.startup.mode' = 'earliest-offset',"
                + " 'scan.bounded.mode' = 'latest-offset')");
        tables.executeSql("CREATE TABLE enriched (id STRING, `text` STRING, prediction ARRAY<FLOAT>) WITH ("
                + kafka.formatted(arguments[2]) + ")");
        tables.executeSql("CREATE MODEL embedder INPUT (`input` STRING) OUTPUT (embedding ARRAY<FLOAT>) WITH ("
                + "'provider' = 'openai', 'endpoint' = '" + arguments[3] + "', 'api-key' = 'none',"
                + " 'model' = 'scripted')");
        tables.executeSql("INSERT INTO enriched SELECT id, `text`, embedding FROM ML_PREDICT(TABLE source, MODEL embedder,"
                        + " DESCRIPTOR(`text`), MAP['async', 'true', 'max-concurrent-operations', '" + arguments[4]
                        + "'])")
                .await();
    }
}
