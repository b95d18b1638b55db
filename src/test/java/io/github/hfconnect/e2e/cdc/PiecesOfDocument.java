package io.github.hfconnect.e2e.cdc;

import io.github.hfconnect.chunk.Parts;
import io.github.hfconnect.chunk.TokenCounter;
import io.github.hfconnect.config.SinkConfig;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Origin;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.record.RecordMapper;
import io.github.hfconnect.sink.documents.DocumentRehearsal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.StringConverter;
import org.apache.kafka.connect.transforms.Transformation;

/**
 * The records that a connector of ours writes of a document, and what somebody else's connector makes of them before its own code sees
 * them: both as their committed files configure them, but for the broker in between.
 */
final class PiecesOfDocument {

    static final String KEY = "doc-7";

    private PiecesOfDocument() {}

    /** Two versions of one document: two pieces, then one of them and a tombstone. */
    static List<SinkRecord> written(ConnectorJson ours) {
        SinkConfig config = new SinkConfig(ours.with("chunk.max.chars", "40").config());
        RecordMapper mapper = new RecordMapper(
                config.records().inputReader(), config.records().outputFields());
        DocumentRehearsal documents = new DocumentRehearsal(config, mapper, TokenCounter.NONE);
        List<SinkRecord> written = new ArrayList<>();
        written.addAll(version(documents, "The first piece of the text.\n\nThe second piece of the text."));
        written.addAll(version(documents, "Nothing else any more."));
        return written;
    }

    private static List<SinkRecord> version(DocumentRehearsal documents, String body) {
        Map<String, Object> value = new HashMap<>(Map.of("title", "T", "body", body));
        SinkRecord document = new SinkRecord("articles", 0, null, KEY, null, value, 0);
        Parts parts = documents.parts(document, Input.of(body));
        List<Outcome> answers = new ArrayList<>();
        for (int i = 0; i < parts.inputs().size(); i++) {
            float[] vector = {0.5f, -0.25f, 2};
            Origin origin = Origin.of("org/m", "own", Duration.ZERO);
            answers.add(new Outcome.Enriched(new Prediction(vector, origin).ofRevision("c0ffee")));
        }
        return documents.records(document, parts.outcome(answers));
    }

    /** Written by our converters, read by theirs, and changed by their transforms. */
    static List<SinkRecord> asRead(List<SinkRecord> written, ConnectorJson ours, ConnectorJson theirs)
            throws Exception {
        String topic = theirs.get("topics");
        Converter keysOut =
                converter(ours, ours.config().containsKey("output.key.converter") ? "output.key" : "key", true);
        Converter keysIn = converter(theirs, "key", true);
        Converter valuesOut = converter(ours, "value", false);
        Converter valuesIn = converter(theirs, "value", false);
        List<SinkRecord> read = new ArrayList<>();
        for (SinkRecord record : written) {
            SchemaAndValue key =
                    keysIn.toConnectData(topic, keysOut.fromConnectData(topic, record.keySchema(), record.key()));
            SchemaAndValue value = valuesIn.toConnectData(
                    topic, valuesOut.fromConnectData(topic, record.valueSchema(), record.value()));
            read.add(transformed(
                    new SinkRecord(topic, 0, key.schema(), key.value(), value.schema(), value.value(), read.size()),
                    theirs));
        }
        return read;
    }

    private static Converter converter(ConnectorJson connector, String which, boolean isKey) {
        boolean isText = connector.get(which + ".converter").endsWith("StringConverter");
        Converter converter = isText ? new StringConverter() : new JsonConverter();
        Map<String, String> settings = new HashMap<>();
        settings.put("schemas.enable", connector.config().getOrDefault(which + ".converter.schemas.enable", "true"));
        converter.configure(settings, isKey);
        return converter;
    }

    private static SinkRecord transformed(SinkRecord record, ConnectorJson theirs) throws Exception {
        SinkRecord current = record;
        for (String name : theirs.config().getOrDefault("transforms", "").split(",")) {
            if (!name.isEmpty()) {
                try (Transformation<SinkRecord> transform = transform(theirs.get("transforms." + name + ".type"))) {
                    transform.configure(settings(theirs, "transforms." + name + "."));
                    current = transform.apply(current);
                }
            }
        }
        return current;
    }

    @SuppressWarnings("unchecked")
    private static Transformation<SinkRecord> transform(String type) throws ReflectiveOperationException {
        return Class.forName(type)
                .asSubclass(Transformation.class)
                .getDeclaredConstructor()
                .newInstance();
    }

    private static Map<String, String> settings(ConnectorJson theirs, String prefix) {
        Map<String, String> settings = new HashMap<>();
        theirs.config().forEach((key, value) -> {
            if (key.startsWith(prefix) && !key.endsWith(".type")) {
                settings.put(key.substring(prefix.length()), value);
            }
        });
        return settings;
    }
}
