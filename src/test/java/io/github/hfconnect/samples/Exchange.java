package io.github.hfconnect.samples;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.config.InferenceConfig;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Origin;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.record.RecordMapper;
import io.github.hfconnect.record.input.Reading;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.FollowUp;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.server.catalog.ProviderMapping;
import io.github.hfconnect.server.catalog.ProviderRoute;
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

    /** The server kind that is asked, or {@code provider=} and the provider behind the router. */
    public String kind() {
        return isProviders()
                ? "provider=" + sample.path("provider").asText()
                : sample.path("kind").asText();
    }

    private boolean isProviders() {
        return sample.has("provider");
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
        return isProviders()
                ? ProviderRoute.api(config.callSpec(), mapping())
                : ServerKinds.configured(config.endpoints().api(), config.callSpec())
                        .orElseThrow();
    }

    /** As the Hub tells it. */
    private ProviderMapping mapping() {
        String provider = sample.path("provider").asText();
        return new ProviderMapping(provider, sample.path("model").asText(), task().name(), "live", null);
    }

    /** What is sent. */
    public ApiRequest request() {
        return api().encode(inputs());
    }

    /**
     * One question beside the first, about work that is not done yet or for another part of the answer.
     *
     * @param answer to it
     * @param taken what that is taken for
     */
    public record Question(ApiRequest request, JsonNode answer, Answer taken) {}

    /** What is asked until all is said. */
    public List<Question> questions() {
        List<Question> questions = new ArrayList<>();
        JsonNode answers = sample.path("answers");
        for (int i = 1; i < answers.size(); i++) {
            Question before = questions.isEmpty() ? null : questions.get(questions.size() - 1);
            Answer known = before == null ? Answer.of(answers.get(0)) : before.taken();
            FollowUp next = api().next(known, inputs(), before == null ? null : before.request())
                    .orElseThrow();
            Answer taken = next.taken().apply(Answer.of(answers.get(i)));
            questions.add(new Question(next.request(), answers.get(i), taken));
        }
        return questions;
    }

    /** What comes back to the order. */
    public byte[] firstAnswerBody() {
        return sample.has("answers") ? bytes(sample.path("answers").get(0)) : answerBody();
    }

    /** What comes back in the end. */
    public Answer answer() {
        List<Question> questions = questions();
        return questions.isEmpty()
                ? new Answer(firstAnswerBody(), answerType())
                : questions.get(questions.size() - 1).taken();
    }

    /** The content type of what comes back. */
    public String answerType() {
        return sample.path("type").asText("application/json");
    }

    /** The bytes that come back in the end. */
    public byte[] answerBody() {
        if (sample.has("answers")) {
            return answer().body();
        }
        return sample.has("base64")
                ? Base64.getDecoder().decode(sample.path("base64").asText())
                : bytes(sample.path("json"));
    }

    private static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The predictions that are read out of it. */
    public List<Object> values() {
        return api().decode(answer(), inputs());
    }

    /** Predictions as they are written down. */
    public static JsonNode json(List<Object> values) {
        return JsonRecord.json(values);
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
