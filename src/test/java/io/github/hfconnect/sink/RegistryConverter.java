package io.github.hfconnect.sink;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.storage.Converter;

/**
 * Schemaless JSON whose schema is registered first, by the protocol and with the exceptions of Confluent's converters: 4xx without
 * a further code is a configuration fault, all else an exception of the registry's client within others.
 */
public final class RegistryConverter implements Converter {

    private static final Duration LIMIT = Duration.ofMillis(300);

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonConverter json = new JsonConverter();
    private URI subject = URI.create("http://127.0.0.1:9/");

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        subject = URI.create(configs.get("schema.registry.url") + "subjects/chat-value/versions");
        json.configure(Map.of("schemas.enable", "false"), isKey);
    }

    @Override
    public byte[] fromConnectData(String topic, Schema schema, Object value) {
        if (String.valueOf(value).contains("odd")) {
            throw new IllegalStateException("An odd value");
        }
        try {
            register();
        } catch (RestClientException e) {
            if (e.code / 100 == 4) {
                throw new ConfigException("Failed to access Avro data from topic " + topic + " : " + e.getMessage());
            }
            throw new DataException("Failed to serialize", new SerializationException("Error registering", e));
        } catch (IOException e) {
            throw new DataException("Failed to serialize", new SerializationException("Error serializing", e));
        }
        return json.fromConnectData(topic, schema, value);
    }

    private void register() throws IOException, RestClientException {
        HttpRequest request = HttpRequest.newBuilder(subject)
                .timeout(LIMIT)
                .POST(HttpRequest.BodyPublishers.ofString("{\"schema\":\"\\\"string\\\"\"}"))
                .build();
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
            if (status != 200) {
                throw new RestClientException(status, status == 422 || status == 404 ? status * 100 + 1 : status);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public SchemaAndValue toConnectData(String topic, byte[] value) {
        return json.toConnectData(topic, value);
    }

    /** As the registry's client has it. */
    public static final class RestClientException extends Exception {
        private static final long serialVersionUID = 1L;

        private final int status;
        private final int code;

        RestClientException(int status, int code) {
            super("The registry does not; error code: " + code);
            this.status = status;
            this.code = code;
        }

        public int getStatus() {
            return status;
        }
    }
}
