package io.github.hfconnect.samples;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.config.InferenceConfig;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Origin;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.record.Reading;
import io.github.hfconnect.record.RecordMapper;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.server.catalog.ServerKinds;
import io.github.hfconnect.task.Task;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.SchemaAndValue;

/**
 * One call by example, done by the code that does it in a worker, apart from the wire.
 *
 * @param settings of a transform
 * @param records that are asked about
 * @param sample the answer as it stands in the sample's file
 * @param predictions that must come out, as JSON
 */
public record Exchange(Map<String, String> settings, JsonNode records, JsonNode sample, JsonNode predictions) {

    /** The server kind that is asked. */
    public String kind() {
        return sample.path("kind").asText();
    }

    /** Whose answer it is. */
    public String by() {
        return sample.path("by").asText();
    }

    /** What is configured. */
    public InferenceConfig config() {
        return new InferenceConfig(settings);
    }

    /** What the model is asked to do. */
    public Task task() {
        return config().task();
    }

    /** What the records contribute. */
    public List<Input> inputs() {
        RecordMapper mapper = mapper();
        List<Input> inputs = new ArrayList<>();
        for (JsonNode each : records) {
            SchemaAndValue source = JsonRecord.of(each);
            Reading reading = mapper.input(source.schema(), source.value());
            if (!(reading instanceof Reading.Ask ask)) {
                throw new IllegalStateException(this + " does not ask, but is " + reading);
            }
            inputs.add(ask.input());
        }
        return inputs;
    }

    /** How the server is spoken to. */
    public ServerApi api() {
        InferenceConfig config = config();
        return ServerKinds.configured(config.endpointApi(), config.callSpec()).orElseThrow();
    }

    /** What is sent. */
    public ApiRequest request() {
        return api().encode(inputs());
    }

    /** What comes back. */
    public Answer answer() {
        return new Answer(answerBody(), answerType());
    }

    /** The content type of what comes back. */
    public String answerType() {
        return sample.path("type").asText("application/json");
    }

    /** The bytes that come back. */
    public byte[] answerBody() {
        return sample.has("base64")
                ? Base64.getDecoder().decode(sample.path("base64").asText())
                : sample.path("json").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The predictions that are read out of it. */
    public List<Object> values() {
        return api().decode(answer(), inputs());
    }

    /** The first record with its prediction. */
    public SchemaAndValue enriched() {
        SchemaAndValue source = JsonRecord.of(records.path(0));
        Prediction prediction = new Prediction(values().get(0), Origin.of(null, "own", Duration.ZERO));
        return mapper().enriched(source.schema(), source.value(), new Outcome.Enriched(prediction));
    }

    private RecordMapper mapper() {
        InferenceConfig config = config();
        return new RecordMapper(config.records().inputReader(), config.records().outputFields());
    }

    @Override
    public String toString() {
        return settings.get("task") + " by " + kind() + " (" + by() + ")";
    }
}
