package io.github.hfconnect.server.catalog;

import static io.github.hfconnect.inference.FailureKind.MALFORMED;
import static io.github.hfconnect.inference.FailureKind.REJECTED;
import static io.github.hfconnect.server.Fixtures.answer;
import static io.github.hfconnect.server.Fixtures.body;
import static io.github.hfconnect.server.Fixtures.failureOf;
import static io.github.hfconnect.server.Fixtures.json;
import static io.github.hfconnect.server.Fixtures.ok;
import static io.github.hfconnect.server.Fixtures.ownEndpoint;
import static io.github.hfconnect.server.Fixtures.router;
import static io.github.hfconnect.server.Fixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.server.ServerKind;
import io.github.hfconnect.task.catalog.Tasks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks that make images, sound and videos: what is sent, and every known answer. */
class MediaTasksTest {

    private static final ByteBuffer GIF = bytes("GIF89a");

    private static ByteBuffer bytes(String latin) {
        return ByteBuffer.wrap(latin.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static ServerApi huggingFace(CallSpec spec) {
        return ServerKinds.named("huggingface").api(spec);
    }

    private static Object read(String task, Answer answer) {
        return Tasks.named(task).read(answer, texts("a")).get(0);
    }

    @ParameterizedTest
    @CsvSource({"text-to-image, image/png", "text-to-speech,", "text-to-audio,"})
    void aTextIsSentAsOneInput(String task, String accept) throws IOException {
        ServerApi api = huggingFace(router(task, "org/m"));
        ApiRequest request = api.encode(texts("a cat"));

        assertThat(api.takesLists()).isFalse();
        assertThat(request.path()).isEqualTo("hf-inference/models/org/m");
        assertThat(request.headers().get("Accept")).isEqualTo(accept);
        assertThat(body(request)).isEqualTo(json("{\"inputs\":\"a cat\"}"));
    }

    @Test
    void anImageIsMadeFromRawBytesOrWithParametersFromBase64() throws IOException {
        ApiRequest raw = huggingFace(router("image-to-image", "org/m")).encode(List.of(Input.of(GIF)));
        ApiRequest withPrompt = huggingFace(ownEndpoint("image-to-image", Map.of("prompt", "bluer")))
                .encode(List.of(Input.of(GIF)));

        assertThat(raw.contentType()).isEqualTo("image/gif");
        assertThat(raw.headers().get("Accept")).isEqualTo("image/png");
        assertThat(withPrompt.headers().get("Accept")).isEqualTo("image/png");
        assertThat(body(withPrompt)).isEqualTo(json("{\"inputs\":\"R0lGODlh\",\"parameters\":{\"prompt\":\"bluer\"}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text-to-video", "image-to-video"})
    void hfInferenceMakesNoVideos(String task) {
        assertThatThrownBy(() -> huggingFace(router(task, "org/m")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The Hugging Face router's hf-inference does not serve the task " + task
                        + "; set `provider=auto` for one that does, or `endpoint.urls`");
        assertThat(huggingFace(ownEndpoint(task)).takesLists()).isFalse();
    }

    @Test
    void videosToClassifyAreKnownByTheirFirstBytes() {
        Map.of(
                        "\0\0\0 ftypisom", "video/mp4",
                        "\0\0\0 ftypqt  ", "video/quicktime",
                        "\u001aE\u00df\u00a3", "video/webm",
                        "RIFF....AVI LIST", "video/x-msvideo")
                .forEach((beginning, type) -> assertThat(huggingFace(ownEndpoint("video-classification"))
                                .encode(List.of(Input.of(bytes(beginning))))
                                .contentType())
                        .isEqualTo(type));
    }

    @ParameterizedTest
    @CsvSource({
        "text-to-image, image/jpeg, anything, image/jpeg",
        "text-to-speech, audio/flac; rate=16000, anything, audio/flac",
        "text-to-video, video/mp4, anything, video/mp4",
        "text-to-image, application/octet-stream, GIF89a, image/gif",
        "text-to-image, , GIF89a, image/gif",
        "text-to-video, application/octet-stream, ....ftypisom, video/mp4",
        "text-to-audio, application/octet-stream, ....ftypisom, audio/m4a"
    })
    void rawBytesAreTheContent(String task, String declared, String content, String type) {
        Answer answer =
                (declared == null ? answer(200, content) : answer(200, content, "Content-Type", declared)).answer();

        assertThat(read(task, answer)).isEqualTo(Map.of("content", bytes(content), "content_type", type));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"R0lGODlh\"",
                "{\"data\":[{\"b64_json\":\"R0lGODlh\"}],\"created\":1}",
                "{\"data\":[{\"url\":\"data:image/gif;base64,R0lGODlh\"}]}"
            })
    void base64IsTheContentToo(String json) {
        assertThat(read(
                        "text-to-image",
                        answer(200, json, "Content-Type", "application/json").answer()))
                .isEqualTo(Map.of("content", GIF, "content_type", "image/gif"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":[{\"url\":\"https://h.example/a.png?sig=1\"},{\"url\":\"https://h.example/b.png\"}]}",
                "{\"output\":[\"https://h.example/a.png?sig=1\"]}",
                "{\"output\":\"https://h.example/a.png?sig=1\",\"status\":\"succeeded\"}"
            })
    void aUrlIsPassedOn(String json) {
        assertThat(read("text-to-image", ok(json))).isEqualTo(Map.of("url", "https://h.example/a.png?sig=1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[0,1,-1,0.5]", "[[0,1,-1,0.5]]", "[[[0,2,-9,0.5]]]"})
    void floatsBecomeAWaveFile(String samples) {
        Object speech = read("text-to-speech", ok("{\"audio\":" + samples + ",\"sampling_rate\":16000.0}"));
        String expected = "52494646" + "2c000000" + "57415645" // RIFF, 44 bytes follow, WAVE
                + "666d7420" + "10000000" + "0100" + "0100" // fmt, 16 bytes, PCM, one channel
                + "803e0000" + "007d0000" + "0200" + "1000" // 16000 frames and 32000 bytes a second, 2 bytes, 16 bits
                + "64617461" + "08000000" + "0000" + "ff7f" + "0180" + "0040"; // data, 8 bytes: 0, 32767, -32767, 16384

        assertThat(speech)
                .isEqualTo(Map.of(
                        "content", ByteBuffer.wrap(HexFormat.of().parseHex(expected)), "content_type", "audio/wav"));
    }

    @Test
    void channelsAreInterleaved() {
        Object sound = read("text-to-audio", ok("{\"audio\":[[0,1],[1,0]],\"sampling_rate\":8000}"));
        String header = "52494646" + "2c000000" + "57415645" + "666d7420" + "10000000" + "0100" + "0200" // two channels
                + "401f0000" + "007d0000" + "0400" + "1000"; // 8000 frames and 32000 bytes a second, 4 bytes a frame
        String data = "64617461" + "08000000" + "0000" + "ff7f" + "ff7f" + "0000"; // left and right in turn

        assertThat(sound)
                .isEqualTo(Map.of(
                        "content",
                        ByteBuffer.wrap(HexFormat.of().parseHex(header + data)),
                        "content_type",
                        "audio/wav"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text-to-image", "text-to-speech", "image-to-video"})
    void whatIsMadeAnewIsNotKeptForEqualInputs(String task) {
        assertThat(Tasks.named(task).isGenerative()).isTrue();
    }

    @Test
    void tracksHaveLabelsAndContent() {
        String json = "[{\"label\":\"label_0\",\"blob\":\"R0lGODlh\",\"content-type\":\"audio/flac\"}]";

        assertThat(read("audio-to-audio", ok(json)))
                .isEqualTo(Map.of(
                        "tracks", List.of(Map.of("label", "label_0", "content", GIF, "content_type", "audio/flac"))));
    }

    @Test
    void anOpenAiServerHasRoutesForImagesAndSpeech() throws IOException {
        ServerKind openAi = ServerKinds.named("openai");
        CallSpec image = new CallSpec(Tasks.named("text-to-image"), "m", null, Map.of("size", "64x64"), false);
        CallSpec speech = new CallSpec(Tasks.named("text-to-speech"), "m", null, Map.of("voice", "alloy"), false);

        assertThat(openAi.api(image).encode(texts("a cat")).path()).isEqualTo("v1/images/generations");
        assertThat(body(openAi.api(image).encode(texts("a cat"))))
                .isEqualTo(json("{\"model\":\"m\",\"prompt\":\"a cat\",\"size\":\"64x64\"}"));
        assertThat(openAi.api(speech).encode(texts("hi")).path()).isEqualTo("v1/audio/speech");
        assertThat(body(openAi.api(speech).encode(texts("hi"))))
                .isEqualTo(json("{\"model\":\"m\",\"input\":\"hi\",\"voice\":\"alloy\"}"));
    }

    @Test
    void anOpenAiServerGetsARecordingInAForm() {
        CallSpec spec = new CallSpec(
                Tasks.named("automatic-speech-recognition"),
                "m",
                null,
                Map.of("timestamp_granularities", List.of("segment")),
                false);
        ServerApi api = ServerKinds.named("openai").api(spec);
        ApiRequest request = api.encode(List.of(Input.of(bytes("fLaC."))));

        assertThat(request.path()).isEqualTo("v1/audio/transcriptions");
        assertThat(request.contentType()).startsWith("multipart/form-data; boundary=");
        assertThat(new String(Objects.requireNonNull(request.body()), StandardCharsets.ISO_8859_1).lines())
                .filteredOn(line -> !line.isEmpty() && !line.startsWith("--"))
                .containsExactly(
                        "Content-Disposition: form-data; name=\"model\"",
                        "m",
                        "Content-Disposition: form-data; name=\"timestamp_granularities[]\"",
                        "segment",
                        "Content-Disposition: form-data; name=\"file\"; filename=\"recording.flac\"",
                        "Content-Type: audio/flac",
                        "fLaC.");
        assertThat(failureOf(() -> api.encode(List.of(Input.of(GIF)))).kind()).isEqualTo(REJECTED);
        assertThat(failureOf(() -> api.encode(texts("a"))).kind()).isEqualTo(REJECTED);
    }

    @ParameterizedTest
    @CsvSource({"deepinfra, v1/openai/audio/transcriptions", "together, v1/audio/transcriptions"})
    void providersBehindTheRouterTakeTheFormToo(String provider, String path) {
        CallSpec spec = new CallSpec(Tasks.named("automatic-speech-recognition"), "org/m", provider, Map.of(), true);
        ApiRequest request = ProviderRoute.api(
                        spec, new ProviderMapping(String.valueOf(spec.provider()), "x", "", "live", null))
                .encode(List.of(Input.of(bytes("fLaC."))));

        assertThat(request.path()).isEqualTo(provider + "/" + path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "text-to-image | ",
                "text-to-image | <html></html>",
                "text-to-image | {\"error\":\"x\"}",
                "text-to-image | \"no base64!\"",
                "text-to-image | \"\"",
                "text-to-image | {\"data\":[]}",
                "text-to-image | {\"data\":[{\"b64_json\":7}]}",
                "text-to-image | {\"data\":[{\"url\":\"ftp://h/a.png\"}]}",
                "text-to-image | {\"data\":[{\"url\":\"/a.png\"}]}",
                "text-to-image | {\"output\":null}",
                "text-to-image | {\"output\":[]}",
                "text-to-image | {\"data\":[{\"url\":\"data:image/png,raw\"}]}",
                "text-to-image | {\"data\":[{\"url\":\"data:\"}]}",
                "text-to-image | {\"data\":[{\"url\":\"data:;base64,\"}]}",
                "text-to-image | {\"output\":[\"data:x\"]}",
                "text-to-speech | {\"audio\":[[0.5]]}",
                "text-to-speech | {\"audio\":[[0.5]],\"sampling_rate\":0}",
                "text-to-speech | {\"audio\":[[0.5]],\"sampling_rate\":16000.5}",
                "text-to-speech | {\"audio\":[[0.5]],\"sampling_rate\":1e10}",
                "text-to-speech | {\"audio\":[[0.5]],\"sampling_rate\":1e999}",
                "text-to-speech | {\"audio\":[],\"sampling_rate\":16000}",
                "text-to-speech | {\"audio\":[[]],\"sampling_rate\":16000}",
                "text-to-speech | {\"audio\":[[0.5],[0.5,1]],\"sampling_rate\":16000}",
                "text-to-speech | {\"audio\":[[0.5,null]],\"sampling_rate\":16000}",
                "text-to-speech | {\"audio\":[[1e999]],\"sampling_rate\":16000}",
                "text-to-speech | {\"audio\":[[1],[1],[1],[1],[1],[1],[1],[1],[1]],\"sampling_rate\":16000}",
                "text-to-speech | {\"audio\":{\"url\":7},\"sampling_rate\":16000}",
                "audio-to-audio | []",
                "audio-to-audio | {\"error\":\"x\"}",
                "audio-to-audio | [{\"label\":\"a\",\"blob\":\"!\",\"content-type\":\"audio/flac\"}]",
                "audio-to-audio | [{\"label\":\"a\",\"blob\":\"R0lG\"}]",
            })
    void anythingElseIsMalformed(String task, String json) {
        Answer answer = ok(json == null ? "" : json);

        assertThat(failureOf(() -> read(task, answer)).kind()).isEqualTo(MALFORMED);
    }

    @Test
    void anEmptyImageIsMalformed() {
        Answer empty = answer(200, "", "Content-Type", "image/png").answer();

        assertThat(failureOf(() -> read("text-to-image", empty)).kind()).isEqualTo(MALFORMED);
    }
}
