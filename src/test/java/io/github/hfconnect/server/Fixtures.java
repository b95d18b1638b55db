package io.github.hfconnect.server;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.answer.Json;
import io.github.hfconnect.http.transport.HttpSettings;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.task.catalog.Tasks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Literals that the tests of this package share. */
public final class Fixtures {

    public static final HttpSettings SETTINGS = settings(Map.of());

    private Fixtures() {}

    public static HttpSettings settings(Map<String, String> headers) {
        return new HttpSettings(Duration.ofSeconds(5), Duration.ofSeconds(20), 1_000_000, 4, null, null, headers);
    }

    public static HttpSettings settingsWithToken(String token) {
        return new HttpSettings(Duration.ofSeconds(5), Duration.ofSeconds(20), 1_000_000, 4, token, null, Map.of());
    }

    public static CallSpec ownEndpoint(String task) {
        return ownEndpoint(task, Map.of());
    }

    public static CallSpec ownEndpoint(String task, Map<String, Object> parameters) {
        return new CallSpec(Tasks.named(task), null, null, parameters, false);
    }

    public static CallSpec router(String task, String model) {
        return new CallSpec(Tasks.named(task), model, null, Map.of(), true);
    }

    public static List<Input> texts(String... texts) {
        return Stream.of(texts).map(Input::of).toList();
    }

    public static Answer ok(String body) {
        return answer(200, body).answer();
    }

    public static ApiResponse answer(int status, String body, String... headers) {
        return new ApiResponse(status, Headers.of(headers), body.getBytes(StandardCharsets.UTF_8));
    }

    public static JsonNode body(ApiRequest request) throws IOException {
        byte[] body = request.body();
        return Json.tree(body == null ? new byte[0] : body);
    }

    public static JsonNode json(String json) throws IOException {
        return Json.tree(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The failure that this ends in. */
    public static Failure failureOf(ThrowingCallable call) {
        return catchThrowableOfType(InferenceException.class, call).failure();
    }
}
