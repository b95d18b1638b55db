package io.github.hfconnect.samples;

import io.github.hfconnect.inference.Shape;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.catalog.ProviderRoute;
import io.github.hfconnect.server.catalog.ServerKinds;
import io.github.hfconnect.task.catalog.Tasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The reference of all tasks, written by asking the samples' questions and reading their answers. */
final class TaskDocs {

    private static final String HEAD = """
            <!-- Generated from the code; do not edit. Regenerate: mvn -q test -Dtest=TaskDocsTest -Ddocs.write=true -->
            # Tasks

            What is sent, what is answered and what a record looks like afterwards, for each task and each kind of server
            (`endpoint.api`), and for providers behind the Hugging Face router (`provider`) that take a task at a path of their
            own; chats are taken by the router itself. Where a server takes on work, it is asked about it until it is done. Every request below was encoded and every answer read by the plugin itself, and each answer gives
            the record above it, unless another one stands beside it. An own endpoint of the kind `huggingface` is called at
            its URL as it is; of the other kinds with the path that is shown.

            """;

    private static final String CUSTOM = """
            With `endpoint.api=custom` any JSON endpoint does any task: `custom.request` is what is posted to its URL, and
            `custom.response` where in the answer the result stands, in any form in which the servers above answer the task.
            Each `{{path}}` is read from the record; with `custom.batch=true` one call carries several records, if what their
            paths lead to is equal, and the result is a list with one element for each.

            """;

    /**
     * What Transformers 5 has no pipeline for any more, and the ready connector that does the same by a chat
     * (huggingface/transformers#44509, #44787, #44807; the images of hf-inference: huggingface/trending-deploy#25, #26).
     */
    private static final Map<String, String> BY_CHAT = Map.of(
            "summarization", "chat-summary",
            "translation", "chat-translate",
            "question-answering", "chat-question-answering",
            "image-to-text", "chat-caption");

    private static final String DROPPED = """
            Transformers 5 has no pipeline for this task any more, nor for text2text-generation. hf-inference still answers summarization,
            translation and question-answering by a fork of its own; so do dedicated endpoints whose container has Transformers 4. A new dedicated
            endpoint may answer that it does not know the task. vLLM, SGLang and any other server of chats do it by a prompt: see
            [connectors/%1$s.json](../connectors/%1$s.json), and [chat-rewrite.json](../connectors/chat-rewrite.json) for
            text2text-generation.

            """;

    private final StringBuilder page = new StringBuilder(HEAD);

    private TaskDocs() {}

    /** The page, in Markdown. */
    static String markdown() {
        TaskDocs docs = new TaskDocs();
        docs.overview();
        Tasks.names().forEach(docs::task);
        docs.custom();
        return docs.page.toString().stripTrailing() + "\n";
    }

    private void overview() {
        List<String> kinds = ServerKinds.names();
        page.append("| task | ").append(String.join(" | ", kinds)).append(" | providers |\n");
        page.append("|---|").append("---|".repeat(kinds.size() + 1)).append('\n');
        for (String name : Tasks.names()) {
            List<String> serving = ServerKinds.serving(Tasks.named(name));
            page.append("| [").append(name).append("](#").append(name).append(") | ");
            page.append(kinds.stream()
                    .map(kind -> serving.contains(kind) ? "yes" : "")
                    .collect(Collectors.joining(" | ")));
            page.append(" | ")
                    .append(String.join(", ", ProviderRoute.providers(Tasks.named(name))))
                    .append(" |\n");
        }
        page.append('\n');
    }

    private void task(String name) {
        List<Exchange> exchanges = Samples.firstOfEachKind(name);
        Exchange first = exchanges.get(0);
        page.append("## ").append(name).append("\n\n");
        if (BY_CHAT.containsKey(name)) {
            page.append(DROPPED.formatted(BY_CHAT.get(name)));
        }
        page.append("Prediction: `").append(notation(first.task().shape())).append("`\n\n");
        block("properties", configuration(first));
        block("json", JsonText.of(JsonRecord.json(first.enriched().value())));
        exchanges.forEach(exchange -> exchange(exchange, first));
    }

    private void exchange(Exchange exchange, Exchange first) {
        page.append("### ").append(exchange.kind()).append("\n\n");
        if (!exchange.predictions().equals(first.predictions())) {
            block("json", JsonText.of(JsonRecord.json(exchange.enriched().value())));
        }
        block("http", request(exchange, exchange.request()));
        block(exchange.sample().has("base64") ? "" : "json", body(exchange.answerType(), exchange.firstAnswerBody()));
        for (Exchange.Question question : exchange.questions()) {
            block("http", request(exchange, question.request()));
            block("json", JsonText.of(question.answer()));
        }
    }

    private void custom() {
        page.append("## custom\n\n").append(CUSTOM);
        for (Exchange exchange : CustomExamples.all()) {
            block("properties", lines(exchange.settings()));
            block("json", JsonText.of(JsonRecord.json(exchange.enriched().value())));
            block("http", request(exchange, exchange.request()));
            block("json", answer(exchange));
        }
    }

    private void block(String language, String text) {
        page.append("```").append(language).append('\n').append(text).append("\n```\n\n");
    }

    /** What of the sample's settings has to do with the task. */
    private static String configuration(Exchange exchange) {
        Map<String, String> settings = new TreeMap<>(exchange.settings());
        List.of("model", "token", "endpoint.urls", "endpoint.api").forEach(settings::remove);
        Map<String, String> ordered = new LinkedHashMap<>();
        ordered.put("task", String.valueOf(settings.remove("task")));
        ordered.putAll(settings);
        return lines(ordered);
    }

    private static String lines(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining("\n"));
    }

    private static String request(Exchange exchange, ApiRequest request) {
        String line = request.method() + " " + url(exchange, request);
        return request.body() == null
                ? line
                : line + "\nContent-Type: " + request.contentType() + "\n\n"
                        + body(request.contentType(), request.body());
    }

    private static String url(Exchange exchange, ApiRequest request) {
        String base = exchange.settings().containsKey("endpoint.urls") ? "{endpoint}" : "https://router.huggingface.co";
        boolean slash = !request.path().isEmpty() && !request.path().startsWith("/");
        return base + (slash ? "/" : "") + request.path();
    }

    private static String answer(Exchange exchange) {
        return body(exchange.answerType(), exchange.answerBody());
    }

    private static String body(@Nullable String type, byte @Nullable [] body) {
        if (body == null) {
            return "";
        }
        if (!"application/json".equals(type)) {
            return "(" + body.length + " bytes of " + type + ")";
        }
        try {
            return JsonText.of(JsonRecord.JSON.readTree(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Such as {@code {text: string, score: float64?, parts: array<string>}}. */
    private static String notation(Shape shape) {
        if (shape instanceof Shape.Fields fields) {
            return fields.fields().stream()
                    .map(field -> field.name() + ": " + notation(field.shape()) + (field.optional() ? "?" : ""))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (shape instanceof Shape.ListOf list) {
            return "array<" + notation(list.element()) + ">";
        }
        return shape == Shape.Scalar.VECTOR
                ? "array<float32>"
                : ((Shape.Scalar) shape).name().toLowerCase(Locale.ROOT);
    }
}
