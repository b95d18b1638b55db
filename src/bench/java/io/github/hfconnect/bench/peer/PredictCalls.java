package io.github.hfconnect.bench.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** {@code /predict} of text-embeddings-inference, asked with OkHttp and Jackson. The best label is the prediction. */
public final class PredictCalls implements Model {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final OkHttpClient http = new OkHttpClient();
    private final String endpoint;

    public PredictCalls(String endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public List<JsonNode> predictions(List<String> texts) throws IOException {
        Map<String, Object> body = Map.of("inputs", texts.stream().map(List::of).toList(), "truncate", true);
        Request request = new Request.Builder()
                .url(endpoint + "/predict")
                .post(RequestBody.create(JSON.writeValueAsBytes(body), MediaType.get("application/json")))
                .build();
        try (Response response = http.newCall(request).execute()) {
            if (!response.isSuccessful()) {
                throw new IOException("status " + response.code());
            }
            List<JsonNode> best = new ArrayList<>();
            JSON.readTree(response.body().bytes()).forEach(labels -> best.add(labels.path(0)));
            return best;
        }
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
