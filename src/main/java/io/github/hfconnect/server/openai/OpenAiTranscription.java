package io.github.hfconnect.server.openai;

import io.github.hfconnect.answer.MagicBytes;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.task.Slots;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;

/** {@code POST /v1/audio/transcriptions}: the recording as a file in a form, with the model and parameters as fields. */
public record OpenAiTranscription(CallSpec spec) implements ServerApi {

    public OpenAiTranscription {
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
        MultipartForm form = new MultipartForm(bytes);
        if (spec.model() != null) {
            form.add("model", spec.model());
        }
        spec.parametersFor(inputs).forEach((name, value) -> addField(form, name, value));
        addFile(form, recording, bytes);
        return form.post("v1/audio/transcriptions");
    }

    private static void addField(MultipartForm form, String name, Object value) {
        if (value instanceof Collection<?> values) {
            values.forEach(element -> form.add(name + "[]", String.valueOf(element)));
        } else {
            form.add(name, String.valueOf(value));
        }
    }

    private static void addFile(MultipartForm form, ByteBuffer recording, byte[] bytes) {
        String type = MagicBytes.IMAGE_OR_SOUND.contentType(recording);
        String extension = InputAudio.format(type);
        form.addFile("file", "recording." + extension, String.valueOf(type), bytes);
    }
}
