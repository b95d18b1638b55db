package io.github.hfconnect.config.keys;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.github.hfconnect.config.value.Parameters;
import io.github.hfconnect.config.value.Parsed;
import io.github.hfconnect.schema.AnswerSchema;
import io.github.hfconnect.server.catalog.ProviderRoute;
import io.github.hfconnect.server.openai.ChatProviders;
import io.github.hfconnect.task.FeatureExtraction;
import io.github.hfconnect.task.Pooling;
import io.github.hfconnect.task.Task;
import io.github.hfconnect.task.TextClassification;
import io.github.hfconnect.task.catalog.Tasks;
import io.github.hfconnect.task.chat.Chat;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;

/** What is asked of which model. */
public final class ModelKeys {

    public static final String TASK = "task";
    public static final String MODEL = "model";
    public static final String PROVIDER = "provider";
    public static final String SYSTEM_PROMPT = "prompt.system";
    public static final String RESPONSE_SCHEMA = "response.schema";

    public static final String LABELS = "model.labels";

    private static final String MODEL_ID = "[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)?(:[A-Za-z0-9_.-]+)?";

    private static final String PROVIDER_NAME = "[a-z0-9][a-z0-9-]*";

    private ModelKeys() {}

    public static void addTo(KeyGroups keys) {
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
                        new Parsed("a model id such as org/name", ModelKeys::requireModel),
                        HIGH,
                        "Model id on the Hugging Face Hub, such as unitary/toxic-bert. Required unless endpoint.urls is"
                                + " set; there vllm, sglang, openai and tgi servers get it in the request, by whatever name they know it"
                                + " (/models/qwen3, @cf/org/name, ft:name:org::id), and for others it is only"
                                + " noted in the metadata. Chat also takes org/name:provider, :fastest,"
                                + " :cheapest and :preferred.")
                .key(
                        PROVIDER,
                        STRING,
                        null,
                        new Parsed("a provider's name such as hf-inference", ModelKeys::requireProvider),
                        LOW,
                        "Inference provider behind the Hugging Face router. Chat takes "
                                + String.join(", ", ChatProviders.names())
                                + ", and leaves the choice to the router where this is unset or auto. The other tasks take hf-inference, which is meant"
                                + " where this is unset, or auto for the first on the Hub's list of the model's providers"
                                + " that can be asked. Some are taken by others, too, who get the parameters by the names"
                                + " that are configured: " + ProviderRoute.describe() + ".")
                .key(
                        SYSTEM_PROMPT,
                        STRING,
                        null,
                        null,
                        MEDIUM,
                        "What a chat begins with: the instructions that stand before each record's text.")
                .key(
                        RESPONSE_SCHEMA,
                        STRING,
                        null,
                        new Parsed("a JSON Schema of an object with properties", AnswerSchema::parse),
                        MEDIUM,
                        "JSON Schema that a chat's answer must follow. It is sent as the server wants it, each answer is"
                                + " checked, and the prediction is a Struct with the schema's properties instead of text;"
                                + " what the schema leaves open, such as anyOf or an object without properties, is JSON as"
                                + " text. An answer that breaks it is asked for once more and then is a failed record.")
                .key(
                        LABELS,
                        LIST,
                        null,
                        null,
                        LOW,
                        "The labels of a text-classification model in the order of id2label in its config.json, such as"
                                + " NEGATIVE,POSITIVE. vLLM and SGLang answer the probabilities of all labels, but the name"
                                + " of the best one only; without this a prediction there has that one alone.")
                .family(
                        Parameters.PREFIX + "<name>",
                        STRING,
                        "JSON, text, or {{path}}",
                        MEDIUM,
                        "A parameter of the task, sent as it is. A value that is JSON is sent as JSON, such as"
                                + " parameters.top_k=3, any other as text. A value of the form {{path}} is read from"
                                + " each record; records with equal values share calls.");
    }

    /** What the model is asked to do, as far as keys of other groups say how. */
    public static Task task(AbstractConfig values) {
        Task task = Tasks.named(values.getString(TASK));
        String schema = values.getString(RESPONSE_SCHEMA);
        if (task instanceof Chat chat && schema != null) {
            return chat.answering(AnswerSchema.parse(schema));
        }
        List<String> labels = values.getList(LABELS);
        if (task instanceof TextClassification && labels != null) {
            return new TextClassification(labels);
        }
        Pooling pooling = PredictionKeys.POOLING_CHOICES.parse(values.getString(PredictionKeys.POOLING));
        return task instanceof FeatureExtraction
                ? new FeatureExtraction(pooling, pooling == Pooling.NONE && VectorKeys.keepsSignsOnly(values))
                : task;
    }

    private static void requireProvider(String provider) {
        if (!provider.matches(PROVIDER_NAME)) {
            throw new IllegalArgumentException("A provider is written as in its URL on the Hub, such as hf-inference");
        }
    }

    private static void requireModel(String model) {
        if (model.startsWith("http://") || model.startsWith("https://")) {
            throw new IllegalArgumentException(
                    "This is a URL; write the model's id here and the URL into" + " endpoint.urls");
        }
        if (model.isBlank()) {
            throw new IllegalArgumentException("It is empty; remove it where the endpoint serves one model only");
        }
    }

    /** Whether the Hub may know a model by this name; own endpoints have names of any form. */
    public static boolean isModelId(String model) {
        return model.matches(MODEL_ID);
    }
}
