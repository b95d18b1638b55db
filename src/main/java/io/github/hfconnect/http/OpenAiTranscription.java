package io.github.hfconnect.http;

import io.github.hfconnect.inference.Input;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import okio.Buffer;

/** {@code POST /v1/audio/transcriptions}: the recording as a file in a form, with the model and parameters as fields. */
record OpenAiTranscription(CallSpec spec) implements ServerApi {

    /** Servers tell the format of a file by its name. */
    private static final Map<String, String> EXTENSIONS = Map.of(
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

    OpenAiTranscription {
        OpenAiBody.requireServed(spec);
    }

    @Override
    public boolean takesLists() {
        return false;
    }

    @Override
    public ApiRequest encode(List<Input> inputs) {
        if (!(Slots.one(inputs).value() instanceof ByteBuffer recording)) {
            throw Slots.rejected("The task takes a recording, but the input is no binary data");
        }
        byte[] bytes = new byte[recording.remaining()];
        recording.duplicate().get(bytes);
        // Made of the content, so that it does not occur in it and equal inputs are sent in equal requests.
        MultipartBody.Builder form =
                new MultipartBody.Builder(UUID.nameUUIDFromBytes(bytes).toString()).setType(MultipartBody.FORM);
        if (spec.model() != null) {
            form.addFormDataPart("model", spec.model());
        }
        spec.parametersFor(inputs).forEach((name, value) -> addField(form, name, value));
        return request(addFile(form, recording, bytes).build());
    }

    private static void addField(MultipartBody.Builder form, String name, Object value) {
        if (value instanceof Collection<?> values) {
            values.forEach(element -> form.addFormDataPart(name + "[]", String.valueOf(element)));
        } else {
            form.addFormDataPart(name, String.valueOf(value));
        }
    }

    private static MultipartBody.Builder addFile(MultipartBody.Builder form, ByteBuffer recording, byte[] bytes) {
        String type = MagicBytes.IMAGE_OR_SOUND.contentType(recording);
        String extension = type == null ? null : EXTENSIONS.get(type);
        if (type == null || extension == null) {
            throw Slots.rejected("The input is no recording of a known kind: flac, wav, mp3, aac, ogg, webm, m4a");
        }
        return form.addFormDataPart("file", "recording." + extension, RequestBody.create(bytes, MediaType.get(type)));
    }

    private static ApiRequest request(MultipartBody form) {
        try (Buffer body = new Buffer()) {
            form.writeTo(body);
            return new ApiRequest(
                    "POST",
                    "v1/audio/transcriptions",
                    Headers.EMPTY,
                    form.contentType().toString(),
                    body.readByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("A form could not be written into memory", e);
        }
    }

    @Override
    public List<Object> decode(ApiResponse response, List<Input> inputs) {
        return spec.read(response, inputs);
    }
}
