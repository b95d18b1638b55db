package io.github.hfconnect.bench.peer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

/** The plugin's transform, one record after the other, as Connect calls it. */
public record TransformModel(Transformation<SinkRecord> transform) implements Model {

    @Override
    public List<Object> predictions(List<String> texts) {
        List<Object> predictions = new ArrayList<>();
        for (String text : texts) {
            SinkRecord record = new SinkRecord("topic", 0, null, null, null, new HashMap<>(Map.of("text", text)), 0);
            SinkRecord enriched = Objects.requireNonNull(transform.apply(record), "dropped");
            predictions.add(Objects.requireNonNull(((Map<?, ?>) enriched.value()).get("prediction")));
        }
        return predictions;
    }

    @Override
    public void close() {
        transform.close();
    }
}
