package io.github.hfconnect.server.openai;

import static io.github.hfconnect.server.Fixtures.body;
import static io.github.hfconnect.server.Fixtures.failureOf;
import static io.github.hfconnect.server.Fixtures.json;
import static io.github.hfconnect.server.Fixtures.ownEndpoint;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.schema.AnswerSchema;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.catalog.ServerKinds;
import io.github.hfconnect.task.catalog.Tasks;
import io.github.hfconnect.task.chat.Chat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaChatTest {

    private static final String URL = "https://cdn.example.com/x";

    private static ByteBuffer bytes(String content) {
        return ByteBuffer.wrap(content.getBytes(StandardCharsets.ISO_8859_1)).asReadOnlyBuffer();
    }

    private static Input input(String slot, Object... media) {
        return new Input(Map.of(Input.MAIN, "What is it?", slot, List.of(media)), Map.of());
    }

    private static JsonNode parts(String kind, String task, Input input) throws IOException {
        return body(ServerKinds.named(kind).api(ownEndpoint(task)).encode(List.of(input)))
                .at("/messages/0/content");
    }

    @Test
    void wordsComeFirstThenThePicturesInTheirOrder() throws IOException {
        assertThat(parts("openai", "image-text-to-text", input("image", bytes("GIF89a"), URL)))
                .isEqualTo(json("[{\"type\":\"text\",\"text\":\"What is it?\"},"
                        + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/gif;base64,R0lGODlh\"}},"
                        + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"" + URL + "\"}}]"));
    }

    @Test
    void aDocumentAmongPicturesIsAFile() throws IOException {
        assertThat(parts("openai", "image-text-to-text", input("image", bytes("%PDF-1.7")))
                        .path(1))
                .isEqualTo(json("{\"type\":\"file\",\"file\":{\"filename\":\"document.pdf\","
                        + "\"file_data\":\"data:application/pdf;base64,JVBERi0xLjc=\"}}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "openai|{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"SUQzAA==\",\"format\":\"mp3\"}}",
                "vllm|{\"type\":\"audio_url\",\"audio_url\":{\"url\":\"data:audio/mpeg;base64,SUQzAA==\"}}",
                "sglang|{\"type\":\"audio_url\",\"audio_url\":{\"url\":\"data:audio/mpeg;base64,SUQzAA==\"}}"
            })
    void aRecordingIsSentAsTheServerTakesIt(String kind, String part) throws IOException {
        assertThat(parts(kind, "audio-text-to-text", input("audio", bytes("ID3\0")))
                        .path(1))
                .isEqualTo(json(part));
    }

    @Test
    void aFilmIsSentByItsUrl() throws IOException {
        assertThat(parts("vllm", "video-text-to-text", input("video", URL)).path(1))
                .isEqualTo(json("{\"type\":\"video_url\",\"video_url\":{\"url\":\"" + URL + "\"}}"));
    }

    @Test
    void withoutWordsTheMediaAloneAreSent() throws IOException {
        Input input = new Input(Map.of("image", List.of(URL)), Map.of());

        assertThat(parts("openai", "image-text-to-text", input)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"image-text-to-text, image", "audio-text-to-text, audio", "video-text-to-text, video"})
    void bytesOfNoKnownKindAreTheRecordsFault(String task, String slot) {
        Failure failure = failureOf(() -> parts("openai", task, input(slot, bytes("hello"))));

        assertThat(failure.kind()).isEqualTo(FailureKind.REJECTED);
        assertThat(failure.message()).contains("no");
    }

    @Test
    void theUrlOfARecordingNeedsToBeFetchedForOpenAi() {
        Failure failure = failureOf(() -> parts("openai", "audio-text-to-text", input("audio", URL)));

        assertThat(failure.kind()).isEqualTo(FailureKind.REJECTED);
        assertThat(failure.message()).contains("`input.fetch.url=true`");
    }

    @Test
    void anAnswerMayFollowASchema() throws IOException {
        AnswerSchema schema =
                AnswerSchema.parse("{\"type\":\"object\",\"properties\":{\"mood\":{\"type\":\"string\"}}}");
        Chat chat = ((Chat) Tasks.named("image-text-to-text")).answering(schema);
        CallSpec spec = new CallSpec(chat, "m", null, Map.of(), false);

        JsonNode body = body(ServerKinds.named("vllm").api(spec).encode(List.of(input("image", URL))));

        assertThat(body.at("/response_format/json_schema/schema")).isEqualTo(schema.json());
        assertThat(chat.shape()).isEqualTo(schema.shape());
    }
}
