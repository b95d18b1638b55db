package io.github.hfconnect.server.huggingface;

import static io.github.hfconnect.inference.FailureKind.MALFORMED;
import static io.github.hfconnect.inference.FailureKind.REJECTED;
import static io.github.hfconnect.server.Fixtures.body;
import static io.github.hfconnect.server.Fixtures.failureOf;
import static io.github.hfconnect.server.Fixtures.json;
import static io.github.hfconnect.server.Fixtures.ok;
import static io.github.hfconnect.server.Fixtures.ownEndpoint;
import static io.github.hfconnect.server.Fixtures.router;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.answer.MagicBytes;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.server.catalog.ServerKinds;
import io.github.hfconnect.task.catalog.Tasks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tasks that take images and sound: what is sent, and every known answer. */
class BinaryTasksTest {

    private static final ByteBuffer GIF = latin("GIF89a").asReadOnlyBuffer();

    private static ByteBuffer latin(String bytes) {
        return ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static ServerApi api(CallSpec spec) {
        return ServerKinds.named("huggingface").api(spec);
    }

    private static Object answer(String task, String json) {
        return Tasks.named(task).read(ok(json), List.of(Input.of(GIF))).get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "image-classification",
        "audio-classification",
        "object-detection",
        "image-to-text",
        "automatic-speech-recognition",
        "image-segmentation",
        "mask-generation",
        "audio-to-audio"
    })
    void withoutParametersTheBytesGoAsTheyAre(String task) {
        ApiRequest request = api(router(task, "org/m")).encode(List.of(Input.of(GIF)));

        assertThat(request.path()).isEqualTo("hf-inference/models/org/m");
        assertThat(request.contentType()).isEqualTo("image/gif");
        assertThat(request.body()).isEqualTo("GIF89a".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void withParametersTheyGoAsBase64() throws IOException {
        ApiRequest request =
                api(ownEndpoint("image-classification", Map.of("top_k", 2))).encode(List.of(Input.of(GIF)));

        assertThat(request.contentType()).isEqualTo("application/json");
        assertThat(body(request)).isEqualTo(json("{\"inputs\":\"R0lGODlh\",\"parameters\":{\"top_k\":2}}"));
    }

    @ParameterizedTest
    @CsvSource({"visual-question-answering", "document-question-answering"})
    void aQuestionAboutAnImageCarriesItAsBase64(String task) throws IOException {
        Input input = new Input(Map.of("question", "how many?", "image", GIF), Map.of());

        assertThat(body(api(ownEndpoint(task)).encode(List.of(input))))
                .isEqualTo(json("{\"inputs\":{\"question\":\"how many?\",\"image\":\"R0lGODlh\"}}"));
        assertThat(answer(task, "[{\"answer\":\"2\"}]"))
                .isEqualTo(Map.of("answer", "2", "answers", List.of(Map.of("answer", "2"))));
    }

    @Test
    void bytesOfNoKnownKindAndTextsAreRejected() {
        ServerApi api = api(ownEndpoint("image-classification"));

        assertThat(failureOf(() -> api.encode(List.of(Input.of(latin("hello")))))
                        .kind())
                .isEqualTo(REJECTED);
        assertThat(failureOf(() -> api.encode(List.of(Input.of("hello")))).kind())
                .isEqualTo(REJECTED);
    }

    @Test
    void contentTypesAreKnownByTheirFirstBytes() {
        Map.ofEntries(
                        Map.entry("\u0089PNG\r\n\u001a\n", "image/png"),
                        Map.entry("\u00ff\u00d8\u00ff\u00e0", "image/jpeg"),
                        Map.entry("GIF87a", "image/gif"),
                        Map.entry("RIFF....WEBPVP8 ", "image/webp"),
                        Map.entry("BM....", "image/bmp"),
                        Map.entry("II*\0", "image/tiff"),
                        Map.entry("MM\0*", "image/tiff"),
                        Map.entry("fLaC\0", "audio/flac"),
                        Map.entry("RIFF....WAVEfmt ", "audio/wav"),
                        Map.entry("ID3\u0003", "audio/mpeg"),
                        Map.entry("\u00ff\u00fb\u0090", "audio/mpeg"),
                        Map.entry("\u00ff\u00f1P", "audio/mpeg"),
                        Map.entry("\u00ff\u00f9P", "audio/mpeg"),
                        Map.entry("#!AMR\n", "audio/AMR"),
                        Map.entry("#!AMR-WB\n", "audio/AMR-WB"),
                        Map.entry("OggS\0", "audio/ogg"),
                        Map.entry("\u001aE\u00df\u00a3", "audio/webm"),
                        Map.entry("\0\0\0 ftypdash", "audio/m4a"),
                        Map.entry("\0\0\0 ftypM4A ", "audio/m4a"))
                .forEach((bytes, type) -> assertThat(MagicBytes.IMAGE_OR_SOUND.contentType(latin(bytes)))
                        .isEqualTo(type));
        assertThat(MagicBytes.IMAGE_OR_SOUND.contentType(latin("RIFF....AVI "))).isNull();
        assertThat(MagicBytes.IMAGE_OR_SOUND.contentType(latin(""))).isNull();
    }

    @ParameterizedTest
    @CsvSource({"image-classification", "audio-classification", "zero-shot-image-classification"})
    void labelsAreHighestFirst(String task) {
        Map<String, Object> cat = Map.of("label", "cat", "score", 0.9);
        Map<String, Object> dog = Map.of("label", "dog", "score", 0.1);

        assertThat(answer(task, "[{\"score\":0.1,\"label\":\"dog\"},{\"score\":0.9,\"label\":\"cat\"}]"))
                .isEqualTo(Map.of("label", "cat", "score", 0.9, "labels", List.of(cat, dog)));
    }

    @Test
    void masksNeedNoLabel() {
        assertThat(answer("mask-generation", "[{\"mask\":\"R0lGODlh\"}]"))
                .isEqualTo(Map.of("segments", List.of(Map.of("mask", GIF))));
    }

    @Test
    void objectsOfAnyNameAreLookedForByTheirLabels() throws IOException {
        assertThat(Tasks.named("zero-shot-object-detection").requiredParameters())
                .containsExactly("candidate_labels");
        ApiRequest request = api(ownEndpoint("zero-shot-object-detection", Map.of("candidate_labels", List.of("cat"))))
                .encode(List.of(Input.of(GIF)));

        assertThat(body(request))
                .isEqualTo(json("{\"inputs\":\"R0lGODlh\",\"parameters\":{\"candidate_labels\":[\"cat\"]}}"));
        assertThat(answer("zero-shot-object-detection", "[]")).isEqualTo(Map.of("objects", List.of()));
    }

    @Test
    void objectsHaveFlatBoxesAndThereMayBeNone() {
        assertThat(answer(
                        "object-detection",
                        "[{\"score\":0.9,\"label\":\"cat\",\"box\":{\"xmin\":1,\"ymin\":2,\"xmax\":3,\"ymax\":4}}]"))
                .isEqualTo(Map.of(
                        "objects",
                        List.of(Map.of("label", "cat", "score", 0.9, "xmin", 1, "ymin", 2, "xmax", 3, "ymax", 4))));
        assertThat(answer("object-detection", "[]")).isEqualTo(Map.of("objects", List.of()));
    }

    @Test
    void imagesBecomeTextInAListOrAlone() {
        assertThat(answer("image-to-text", "[{\"generated_text\":\"a cat\"}]")).isEqualTo(Map.of("text", "a cat"));
        assertThat(answer("image-to-text", "{\"generated_text\":\"a cat\"}")).isEqualTo(Map.of("text", "a cat"));
    }

    @Test
    void speechHasChunksWhereTimestampsWereAskedFor() {
        assertThat(answer("automatic-speech-recognition", "{\"text\":\"hi\"}"))
                .isEqualTo(Map.of("text", "hi", "chunks", List.of()));
        assertThat(answer(
                        "automatic-speech-recognition",
                        "{\"text\":\"hi\",\"chunks\":[{\"text\":\"hi\",\"timestamp\":[0.5,null]}]}"))
                .isEqualTo(Map.of("text", "hi", "chunks", List.of(Map.of("text", "hi", "start", 0.5))));
    }

    @Test
    void segmentsHaveMasksAndPerhapsAScore() {
        assertThat(answer(
                        "image-segmentation",
                        "[{\"score\":null,\"label\":\"cat\",\"mask\":\"R0lGODlh\"},{\"score\":1,\"mask\":\"\"}]"))
                .isEqualTo(Map.of(
                        "segments",
                        List.of(Map.of("label", "cat", "mask", GIF), Map.of("score", 1.0, "mask", latin("")))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "image-classification | []",
                "image-classification | {\"error\":\"x\"}",
                "audio-classification | [{\"label\":\"a\",\"score\":NaN}]",
                "zero-shot-image-classification | [{\"label\":\"a\"}]",
                "object-detection | {\"error\":\"x\"}",
                "object-detection | [{\"label\":\"a\",\"score\":0.5}]",
                "object-detection | [{\"label\":\"a\",\"score\":0.5,\"box\":{\"xmin\":null,\"ymin\":2,\"xmax\":3,\"ymax\":4}}]",
                "object-detection | [{\"label\":\"a\",\"score\":0.5,\"box\":{\"xmin\":1e30,\"ymin\":2,\"xmax\":3,\"ymax\":4}}]",
                "image-to-text | []",
                "image-to-text | {\"error\":\"x\"}",
                "image-to-text | [{\"generated_text\":null}]",
                "automatic-speech-recognition | {\"error\":\"x\"}",
                "automatic-speech-recognition | [{\"text\":\"a\"}]",
                "automatic-speech-recognition | {\"text\":\"a\",\"chunks\":{}}",
                "automatic-speech-recognition | {\"text\":\"a\",\"chunks\":[{\"text\":\"a\",\"timestamp\":[\"0\"]}]}",
                "image-segmentation | [{\"label\":\"a\"}]",
                "image-segmentation | [{\"label\":\"a\",\"mask\":\"no base64!\"}]",
                "image-segmentation | <html></html>",
                "visual-question-answering | []",
            })
    void anythingElseIsMalformed(String task, String json) {
        assertThat(failureOf(() -> answer(task, json)).kind()).isEqualTo(MALFORMED);
    }
}
