package io.github.hfconnect.server.tgi;

import static io.github.hfconnect.server.ServerKind.format;

import io.github.hfconnect.server.ServerKind;
import io.github.hfconnect.server.openai.OpenAiChat;
import io.github.hfconnect.server.openai.ResponseFormat;
import io.github.hfconnect.task.chat.ChatCompletion;
import java.util.Map;

/** Text Generation Inference. */
public final class TgiKind {

    public static final ServerKind KIND = new ServerKind(
            "tgi",
            "Text Generation Inference, whose routes are appended unless the URL ends in that of chats",
            false,
            Map.ofEntries(
                    format(ChatCompletion.NAME, spec -> new OpenAiChat(spec, ResponseFormat.TGI)),
                    format("image-text-to-text", spec -> new OpenAiChat(spec, ResponseFormat.TGI)),
                    format("text-generation", TgiGenerate::new)));

    private TgiKind() {}
}
