package io.github.hfconnect.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.github.hfconnect.http.Tasks;
import org.apache.kafka.common.config.ConfigDef.ValidString;

/** What is asked of which model. */
final class ModelKeys {

    static final String TASK = "task";
    static final String MODEL = "model";
    static final String PROVIDER = "provider";

    private static final String MODEL_ID = "[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)?";

    private ModelKeys() {}

    static void addTo(KeyGroups keys) {
        keys.group("Model")
                .required(
                        TASK,
                        STRING,
                        new Parsed("one of " + String.join(", ", Tasks.names()), Tasks::named),
                        "What the model is asked to do, by its Hugging Face name. It decides what a prediction is made"
                                + " of.")
                .key(
                        MODEL,
                        STRING,
                        null,
                        new Parsed("a model id such as org/name", ModelKeys::requireModelId),
                        HIGH,
                        "Model id on the Hugging Face Hub, such as unitary/toxic-bert. Required unless endpoint.urls is"
                                + " set; there it is only noted in the metadata.")
                .key(
                        PROVIDER,
                        STRING,
                        "hf-inference",
                        ValidString.in("hf-inference"),
                        LOW,
                        "Inference provider behind the Hugging Face router. hf-inference is the one that serves the"
                                + " tasks known so far.")
                .family(
                        Parameters.PREFIX + "<name>",
                        STRING,
                        "JSON, text, or {{path}}",
                        MEDIUM,
                        "A parameter of the task, sent as it is. A value that is JSON is sent as JSON, such as"
                                + " parameters.top_k=3, any other as text. A value of the form {{path}} is read from"
                                + " each record, which then makes a call of its own.");
    }

    private static void requireModelId(String model) {
        if (model.contains("://")) {
            throw new IllegalArgumentException(
                    "This is a URL; write the model's id here and the URL into" + " endpoint.urls");
        }
        if (!model.matches(MODEL_ID)) {
            throw new IllegalArgumentException("A model id has the form org/name, as in the model's URL on the Hub");
        }
    }
}
