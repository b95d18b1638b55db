package io.github.hfconnect.demo.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** TEI's {@code GET /info}: the model and the limits a client must keep. */
final class TeiInfo {

    private static final ObjectMapper JSON = new ObjectMapper();

    private TeiInfo() {}

    static Reply classifier(ServerOptions options) {
        ObjectNode classifier = JSON.createObjectNode();
        classifier.putObject("id2label").put("0", ToxicityClassifier.NEUTRAL).put("1", ToxicityClassifier.TOXIC);
        classifier.putObject("label2id").put(ToxicityClassifier.NEUTRAL, 0).put(ToxicityClassifier.TOXIC, 1);
        return info(ToxicityClassifier.ID, JSON.createObjectNode().set("classifier", classifier), options);
    }

    static Reply embedding(ServerOptions options) {
        ObjectNode embedding = JSON.createObjectNode().put("pooling", "mean");
        return info(SentenceEmbedding.ID, JSON.createObjectNode().set("embedding", embedding), options);
    }

    private static Reply info(String modelId, ObjectNode modelType, ServerOptions options) {
        ObjectNode info = JSON.createObjectNode().put("model_id", modelId).putNull("model_sha");
        info.put("model_dtype", "int8").put("served_model_name", modelId).set("model_type", modelType);
        info.put("max_concurrent_requests", options.maxConcurrentInputs());
        info.put("max_input_length", MiniLm.MAX_TOKENS);
        info.put("max_batch_tokens", 16384);
        info.putNull("max_batch_requests");
        info.put("max_client_batch_size", TeiModel.MAX_CLIENT_BATCH_SIZE);
        info.put("auto_truncate", true);
        info.put("tokenization_workers", options.workers());
        info.put("version", "1.9.3").putNull("sha").putNull("docker_label");
        return Reply.json(200, info);
    }
}
