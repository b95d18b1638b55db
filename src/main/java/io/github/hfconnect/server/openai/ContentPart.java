package io.github.hfconnect.server.openai;

import io.github.hfconnect.answer.MagicBytes;
import io.github.hfconnect.server.DataUrl;
import io.github.hfconnect.task.Slots;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** A picture, a document, a recording or a film as a part of a chat's message. */
@FunctionalInterface
public interface ContentPart {

    /** OpenAI's, which every server with eyes takes. A PDF among pictures is the file that OpenAI takes it as. */
    ContentPart IMAGE_OR_DOCUMENT = medium -> medium instanceof ByteBuffer bytes && DataUrl.isPdf(bytes)
            ? part("file", Map.of("filename", "document.pdf", "file_data", DataUrl.of(bytes, DataUrl.PDF)))
            : url("image_url", medium, MagicBytes.IMAGE);

    /**
     * OpenAI's, which takes no URL ({@code https://platform.openai.com/docs/guides/audio}): the format is told beside the bytes.
     */
    ContentPart INPUT_AUDIO = medium -> part("input_audio", InputAudio.of(medium));

    /** vLLM's ({@code docs/features/multimodal_inputs.md}) and SGLang's ({@code openai/protocol.py}). */
    ContentPart AUDIO_URL = medium -> url("audio_url", medium, MagicBytes.SOUND);

    /** vLLM's, SGLang's, and by their example that of gateways. */
    ContentPart VIDEO_URL = medium -> url("video_url", medium, MagicBytes.VIDEO);

    /**
     * The part.
     *
     * @param medium bytes, or a URL as text
     * @throws io.github.hfconnect.inference.InferenceException of kind {@code REJECTED} where it cannot be sent
     */
    Map<String, Object> of(Object medium);

    /** Words. */
    static Map<String, Object> text(String words) {
        return part("text", words);
    }

    private static Map<String, Object> url(String type, Object medium, MagicBytes.Kinds kinds) {
        if (!(medium instanceof ByteBuffer bytes)) {
            return part(type, Map.of("url", medium));
        }
        String contentType = kinds.contentType(bytes);
        if (contentType == null) {
            throw Slots.rejected("The input is of no known kind: " + kinds.names());
        }
        return part(type, Map.of("url", DataUrl.of(bytes, contentType)));
    }

    private static Map<String, Object> part(String type, Object content) {
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("type", type);
        part.put(type, content);
        return part;
    }
}
