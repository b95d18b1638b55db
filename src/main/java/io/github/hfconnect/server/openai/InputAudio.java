package io.github.hfconnect.server.openai;

import io.github.hfconnect.answer.MagicBytes;
import io.github.hfconnect.server.DataUrl;
import io.github.hfconnect.task.Slots;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A recording as OpenAI takes it. */
final class InputAudio {

    /** Servers tell the format of a recording by these names. */
    private static final Map<String, String> FORMATS = Map.of(
            "audio/flac",
            "flac",
            "audio/wav",
            "wav",
            "audio/ogg",
            "ogg",
            "audio/webm",
            "webm",
            "audio/m4a",
            "m4a",
            "audio/mpeg",
            "mp3");

    private InputAudio() {}

    /** {@code {"data", "format"}}. */
    static Map<String, Object> of(Object medium) {
        if (!(medium instanceof ByteBuffer bytes)) {
            throw Slots.rejected("The server takes a recording and no URL of one; set `input.fetch.url=true`");
        }
        Map<String, Object> audio = new LinkedHashMap<>();
        audio.put("data", DataUrl.base64(bytes));
        audio.put("format", format(MagicBytes.SOUND.contentType(bytes)));
        return audio;
    }

    /**
     * The name of a format, as in the name of a file.
     *
     * @throws io.github.hfconnect.inference.InferenceException of kind {@code REJECTED} where it is none of the known ones
     */
    static String format(@Nullable String contentType) {
        String format = contentType == null ? null : FORMATS.get(contentType);
        if (format == null) {
            throw Slots.rejected("The input is no recording of a known kind: flac, wav, mp3, aac, ogg, webm, m4a");
        }
        return format;
    }
}
