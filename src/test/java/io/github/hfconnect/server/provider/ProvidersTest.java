package io.github.hfconnect.server.provider;

import static io.github.hfconnect.inference.FailureKind.MALFORMED;
import static io.github.hfconnect.inference.FailureKind.REJECTED;
import static io.github.hfconnect.inference.FailureKind.UNAVAILABLE;
import static io.github.hfconnect.server.Fixtures.body;
import static io.github.hfconnect.server.Fixtures.failureOf;
import static io.github.hfconnect.server.Fixtures.json;
import static io.github.hfconnect.server.Fixtures.ok;
import static io.github.hfconnect.server.Fixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.server.catalog.ProviderMapping;
import io.github.hfconnect.server.catalog.ProviderRoute;
import io.github.hfconnect.task.catalog.Tasks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What providers are sent, and what becomes of work that does not end well. What does is in the samples. */
class ProvidersTest {

    private static final String GIF = "GIF89a..";
    private static final String GIF_URL = "data:image/gif;base64,R0lGODlhLi4=";
    private static final String WAV = "RIFF....WAVE";

    private static final String OF_FAL = "\"response_url\":\"https://queue.fal.run/fal-ai/flux/requests/r-1\"";

    private static ServerApi api(String task, String provider) {
        return api(task, provider, "org/m", null);
    }

    private static ServerApi api(String task, String provider, String model, @Nullable Adapter adapter) {
        CallSpec spec = new CallSpec(Tasks.named(task), "org/hub", provider, Map.of("n", 1), true);
        return ProviderRoute.api(spec, new ProviderMapping(provider, model, task, "live", adapter));
    }

    private static List<Input> bytes(String content) {
        return List.of(Input.of(ByteBuffer.wrap(content.getBytes(StandardCharsets.ISO_8859_1))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text-to-image | fal-ai | fal-ai/org/m?_subdomain=queue | {\"prompt\":\"a\",\"n\":1}",
                "text-to-video | fal-ai | fal-ai/org/m?_subdomain=queue | {\"prompt\":\"a\",\"n\":1}",
                "text-to-audio | fal-ai | fal-ai/org/m?_subdomain=queue | {\"prompt\":\"a\",\"n\":1}",
                "text-to-speech | fal-ai | fal-ai/org/m | {\"text\":\"a\",\"n\":1}",
                "text-to-image | replicate | replicate/v1/models/org/m/predictions | {\"input\":{\"prompt\":\"a\",\"n\":1}}",
                "text-to-video | replicate | replicate/v1/models/org/m/predictions | {\"input\":{\"prompt\":\"a\",\"n\":1}}",
                "text-to-speech | replicate | replicate/v1/models/org/m/predictions | {\"input\":{\"text\":\"a\",\"n\":1}}",
                "text-to-image | wavespeed | wavespeed/api/v3/org/m | {\"prompt\":\"a\",\"n\":1}",
                "text-to-video | wavespeed | wavespeed/api/v3/org/m | {\"prompt\":\"a\",\"n\":1}",
                "text-to-image | zai-org | zai-org/api/paas/v4/async/images/generations"
                        + " | {\"model\":\"org/m\",\"prompt\":\"a\",\"n\":1}",
                "text-to-video | novita | novita/v3/async/org/m | {\"prompt\":\"a\",\"n\":1}",
                "text-to-video | together | together/v2/videos | {\"model\":\"org/m\",\"prompt\":\"a\",\"n\":1}"
            })
    void aTextIsOrderedAsTheProviderTakesIt(String task, String provider, String path, String json) throws IOException {
        assertSent(api(task, provider).encode(texts("a")), path, json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "image-to-image | fal-ai | fal-ai/org/m?_subdomain=queue | {\"image_url\":URL,\"image_urls\":[URL],\"n\":1}",
                "image-to-video | fal-ai | fal-ai/org/m?_subdomain=queue | {\"image_url\":URL,\"n\":1}",
                "image-to-image | replicate | replicate/v1/models/org/m/predictions | {\"input\":{\"image\":URL,"
                        + "\"images\":[URL],\"input_image\":URL,\"input_images\":[URL],\"n\":1}}",
                "image-to-image | wavespeed | wavespeed/api/v3/org/m"
                        + " | {\"image\":\"R0lGODlhLi4=\",\"images\":[\"R0lGODlhLi4=\"],\"n\":1}",
                "image-to-video | wavespeed | wavespeed/api/v3/org/m"
                        + " | {\"image\":\"R0lGODlhLi4=\",\"images\":[\"R0lGODlhLi4=\"],\"n\":1}",
                "image-to-image | together | together/v1/images/generations"
                        + " | {\"model\":\"org/m\",\"prompt\":\"\",\"reference_images\":[URL],\"response_format\":\"base64\",\"n\":1}",
                "image-to-video | together | together/v2/videos"
                        + " | {\"model\":\"org/m\",\"frame_images\":[{\"input_image\":URL,\"frame\":\"first\"}],\"n\":1}"
            })
    void anImageIsOrderedAsTheProviderTakesIt(String task, String provider, String path, String json)
            throws IOException {
        assertSent(api(task, provider).encode(bytes(GIF)), path, json.replace("URL", '"' + GIF_URL + '"'));
    }

    private static void assertSent(ApiRequest request, String path, String json) throws IOException {
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo(path);
        assertThat(body(request)).isEqualTo(json(json));
    }

    @Test
    void kontextIsTheModelOfTogetherThatTakesOneImage() throws IOException {
        ServerApi api = api("image-to-image", "together", "black-forest-labs/FLUX.1-kontext-pro", null);

        assertThat(body(api.encode(bytes(GIF))).path("image_url").asText()).isEqualTo(GIF_URL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fal-ai | audio_url | RIFF....WAVE | data:audio/x-wav;base64,UklGRi4uLi5XQVZF",
                "fal-ai | audio_url | ID3 | data:audio/mpeg;base64,SUQz",
                "replicate | audio | RIFF....WAVE | data:audio/wav;base64,UklGRi4uLi5XQVZF",
                "replicate | audio | OggS | data:audio/ogg;base64,T2dnUw=="
            })
    void aRecordingIsADataUrlThatTheProviderKnows(String provider, String name, String recording, String url)
            throws IOException {
        JsonNode body = body(api("automatic-speech-recognition", provider).encode(bytes(recording)));

        assertThat((provider.equals("replicate") ? body.path("input") : body)
                        .path(name)
                        .asText())
                .isEqualTo(url);
    }

    @Test
    void whatAProviderIsKnownToRefuseIsNotSent() {
        ServerApi fal = api("automatic-speech-recognition", "fal-ai");

        assertThat(failureOf(() -> fal.encode(bytes("OggS"))).message()).contains("fal-ai takes: mp3, wav, webm");
        assertThat(failureOf(() -> api("image-to-image", "fal-ai").encode(bytes(WAV)))
                        .kind())
                .isEqualTo(REJECTED);
        assertThat(failureOf(() -> api("image-to-video", "wavespeed").encode(texts("a")))
                        .kind())
                .isEqualTo(REJECTED);
    }

    @Test
    void aVersionOfReplicateIsNamedInTheBody() throws IOException {
        ApiRequest request =
                api("text-to-image", "replicate", "org/m:5c7d5dc6", null).encode(texts("a"));

        assertSent(
                request, "replicate/v1/predictions", "{\"input\":{\"prompt\":\"a\",\"n\":1},\"version\":\"5c7d5dc6\"}");
        assertThat(request.headers().get("Prefer")).isEqualTo("wait=10");
    }

    @Test
    void zaiIsToldWhereTheCallComesFrom() {
        ApiRequest order = api("text-to-image", "zai-org").encode(texts("a"));

        assertThat(order.headers().get("x-source-channel")).isEqualTo("hugging_face");
        assertThat(order.headers().get("accept-language")).isEqualTo("en-US,en");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text-to-image | fal-ai | w.safetensors | /loras | [{\"path\":\"https://huggingface.co/org/hub/resolve/main/"
                        + "w.safetensors\",\"scale\":1}]",
                "text-to-image | replicate | w.safetensors | /input/lora_weights | \"https://huggingface.co/org/hub\"",
                "text-to-video | wavespeed | | /loras | [{\"path\":\"org/hub\",\"scale\":1}]"
            })
    void anAdapterOfTheHubIsAParameter(
            String task, String provider, @Nullable String weights, String place, String json) throws IOException {
        ServerApi api = api(task, provider, "m", new Adapter("org/hub", weights));

        assertThat(body(api.encode(texts("a"))).at(place)).isEqualTo(json(json));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "fal-ai | {\"status\":\"COMPLETED\",OF_FAL,\"error\":\"Request timed out\",\"error_type\":\"request_timeout\"}"
                        + " | UNAVAILABLE | (request_timeout): Request timed out",
                "fal-ai | {\"status\":\"COMPLETED\",OF_FAL,\"error\":\"gone\",\"error_type\":\"runner_disconnected\"}"
                        + " | UNAVAILABLE | (runner_disconnected): gone",
                "replicate | {\"status\":\"failed\",\"error\":\"Prediction interrupted; please retry (code: PA)\"}"
                        + " | UNAVAILABLE | code: PA",
                "replicate | {\"status\":\"failed\",\"error\":\"The input or output was flagged as sensitive. Please try again"
                        + " with different inputs. (E005)\"} | REJECTED | flagged as sensitive",
                "replicate | {\"status\":\"failed\",\"error\":\"NSFW content detected. Try running it again\"} | REJECTED | NSFW",
                "replicate | {\"status\":\"failed\",\"error\":\"Input validation error: cannot fetch\"} | REJECTED | validation",
                "replicate | {\"status\":\"canceled\",\"error\":null} | UNAVAILABLE | gives no reason",
                "wavespeed | {\"code\":200,\"data\":{\"status\":\"failed\",\"code\":1200,\"error\":\"sensitive\"}}"
                        + " | REJECTED | (1200): sensitive",
                "wavespeed | {\"code\":200,\"data\":{\"status\":\"failed\",\"code\":5004,\"error\":\"timed out\"}}"
                        + " | UNAVAILABLE | timed out",
                "wavespeed | {\"code\":200,\"data\":{\"status\":\"failed\",\"error\":\"\"}} | UNAVAILABLE | gives no reason",
                "zai-org | {\"task_status\":\"FAIL\",\"error\":{\"code\":\"1301\",\"message\":\"unsafe\"}} | REJECTED | (1301): unsafe",
                "zai-org | {\"task_status\":\"FAIL\"} | UNAVAILABLE | gives no reason"
            })
    void workThatHasFailedIsJudgedByItsCodeOrItsWords(String provider, String json, FailureKind kind, String message) {
        ServerApi api = api("text-to-image", provider);
        String answer = json.replace("OF_FAL", OF_FAL);
        Failure failure = failureOf(() -> api.decode(ok(answer), texts("a")));

        assertThat(api.next(ok(answer), texts("a"), null)).isEmpty();
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.message()).startsWith("The work failed").contains(message);
        assertThat(failure.isPresumed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "novita | {\"task\":{\"task_id\":\"t\",\"status\":\"TASK_STATUS_FAILED\",\"reason\":\"content policy\"}} | REJECTED",
                "novita | {\"task\":{\"task_id\":\"t\",\"status\":\"TASK_STATUS_FAILED\",\"reason\":\"no gpu\"}} | UNAVAILABLE",
                "together | {\"id\":\"v\",\"status\":\"failed\",\"error\":{\"message\":\"m\",\"code\":\"internal\"}} | UNAVAILABLE",
                "together | {\"id\":\"v\",\"status\":\"cancelled\"} | UNAVAILABLE"
            })
    void soIsAVideo(String provider, String answer, FailureKind kind) {
        ServerApi api = api("text-to-video", provider);

        assertThat(api.next(ok(answer), texts("a"), null)).isEmpty();
        assertThat(failureOf(() -> api.decode(ok(answer), texts("a"))).kind()).isEqualTo(kind);
    }

    /** All inputs of a configuration are refused for it, which others show. */
    @Test
    void aWrongParameterOfWavespeedMayBeTheConfigurations() {
        String answer = "{\"code\":200,\"data\":{\"status\":\"failed\",\"code\":1401,\"error\":\"size is wrong\"}}";
        Failure failure = failureOf(() -> api("text-to-image", "wavespeed").decode(ok(answer), texts("a")));

        assertThat(failure.kind()).isEqualTo(REJECTED);
        assertThat(failure.isPresumed()).isTrue();
    }

    /** The reason of a model is in the refusal of the result, with a status to judge it by. */
    @Test
    void theResultOfFalIsAskedForWhereItsStatusDoesNotSayWhoseFaultItIs() {
        String answer = "{\"status\":\"COMPLETED\"," + OF_FAL + ",\"error\":\"flagged\"}";

        assertThat(api("text-to-image", "fal-ai").next(ok(answer), texts("a"), null))
                .hasValueSatisfying(next -> {
                    assertThat(next.request().path()).isEqualTo("fal-ai/fal-ai/flux/requests/r-1?_subdomain=queue");
                    assertThat(next.after()).isEqualTo(Duration.ZERO);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "fal-ai | {\"status\":\"SOMETHING_NEW\",OF_FAL}",
                "replicate | {\"status\":\"queued\",\"output\":null,\"urls\":{\"get\":\"https://api.replicate.com/v1/predictions/p\"}}",
                "wavespeed | {\"data\":{\"status\":\"queued\",\"urls\":{\"get\":\"https://h/api/v3/predictions/p/result\"}}}",
                "zai-org | {\"id\":\"i\",\"task_status\":\"QUEUED\"}"
            })
    void aWordThatIsNoKnownEndIsNone(String provider, String answer) {
        assertThat(api("text-to-image", provider).next(ok(answer.replace("OF_FAL", OF_FAL)), texts("a"), null))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "fal-ai | {\"status\":\"IN_QUEUE\",\"response_url\":\"https://queue.fal.run/../x\"}",
                "fal-ai | {\"status\":\"IN_QUEUE\",\"response_url\":\"/fal-ai/x\"}",
                "fal-ai | {\"status\":\"IN_QUEUE\",\"response_url\":\"https://h/a?k=x\"}",
                "fal-ai | {\"images\":[]}",
                "fal-ai | {\"images\":[{\"url\":\"file:///a\"}]}",
                "replicate | {\"status\":\"starting\",\"urls\":{\"get\":\"https://h/.x\"}}",
                "replicate | {\"status\":\"starting\"}",
                "replicate | {\"status\":\"succeeded\",\"output\":null}",
                "replicate | {\"status\":\"succeeded\",\"output\":{\"a\":1}}",
                "replicate | {\"detail\":\"m\"}",
                "wavespeed | {\"code\":400,\"message\":\"m\"}",
                "zai-org | {\"id\":\"../x\",\"task_status\":\"PROCESSING\"}",
                "zai-org | {\"task_status\":\"PROCESSING\"}",
                "zai-org | {\"task_status\":\"SUCCESS\",\"image_result\":[]}",
                "zai-org | <html></html>",
                "replicate | []"
            })
    void anythingElseIsMalformed(String provider, String answer) {
        ServerApi api = api("text-to-image", provider);

        assertThat(failureOf(() -> {
                            if (api.next(ok(answer), texts("a"), null).isEmpty()) {
                                api.decode(ok(answer), texts("a"));
                            }
                        })
                        .kind())
                .isEqualTo(MALFORMED);
    }

    /** Its answers to questions do not repeat the id. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text-to-image | zai-org | {\"task_status\":\"PROCESSING\"}",
                "text-to-image | wavespeed | {\"data\":{\"status\":\"processing\"}}",
                "text-to-video | novita | {\"task\":{\"status\":\"TASK_STATUS_QUEUED\"}}",
                "text-to-video | together | {\"status\":\"in_progress\"}"
            })
    void theSameQuestionIsAskedAgain(String task, String provider, String answer) {
        ApiRequest asked = ApiRequest.get("any");

        assertThat(api(task, provider).next(ok(answer), texts("a"), asked))
                .hasValueSatisfying(next -> assertThat(next.request()).isSameAs(asked));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "fal-ai | {\"output\":\"hi\"}",
                "fal-ai | {\"text\":\"hi\",\"segments\":null}",
                "replicate | {\"status\":\"succeeded\",\"output\":\"hi\"}",
                "replicate | {\"status\":\"succeeded\",\"output\":[\"hi\"]}",
                "replicate | {\"status\":\"succeeded\",\"output\":{\"translation\":\"hi\"}}",
                "replicate | {\"status\":\"succeeded\",\"output\":{\"text\":\"hi\",\"chunks\":[]}}"
            })
    void aTranscriptHasSeveralForms(String provider, String answer) {
        assertThat(api("automatic-speech-recognition", provider).decode(ok(answer), bytes(WAV)))
                .containsExactly(Map.of("text", "hi", "chunks", List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "fal-ai | {\"audio\":{\"url\":\"https://h/a.mp3\"}}",
                "replicate | {\"status\":\"processing\",\"output\":\"https://h/a.mp3\"}",
                "replicate | {\"status\":\"succeeded\",\"output\":[\"https://h/a.mp3\",\"https://h/b.mp3\"]}"
            })
    void speechIsAUrl(String provider, String answer) {
        assertThat(api("text-to-speech", provider).decode(ok(answer), texts("a")))
                .containsExactly(Map.of("url", "https://h/a.mp3"));
    }

    @Test
    void aFailedTranscriptIsNone() {
        ServerApi api = api("automatic-speech-recognition", "replicate");

        assertThat(failureOf(() -> api.decode(ok("{\"status\":\"aborted\",\"error\":\"m\"}"), bytes(WAV)))
                        .kind())
                .isEqualTo(UNAVAILABLE);
        assertThat(failureOf(() -> api.decode(ok("{\"status\":\"succeeded\",\"output\":{\"txt\":1}}"), bytes(WAV)))
                        .kind())
                .isEqualTo(MALFORMED);
    }
}
