package io.github.hfconnect.server.together;

import static io.github.hfconnect.server.ServerKind.format;

import io.github.hfconnect.server.ServerKind;
import io.github.hfconnect.server.openai.OpenAiChat;
import io.github.hfconnect.server.openai.OpenAiCompletion;
import io.github.hfconnect.server.openai.OpenAiEmbeddings;
import io.github.hfconnect.server.openai.OpenAiMedia;
import io.github.hfconnect.server.openai.OpenAiTranscription;
import io.github.hfconnect.server.openai.ResponseFormat;
import io.github.hfconnect.task.chat.ChatCompletion;
import java.util.Map;

/** Together's own address: OpenAI's routes, but a chat is told the schema of its answer in another way. */
public final class TogetherKind {

    public static final ServerKind KIND = new ServerKind(
            "together",
            "Together, such as https://api.together.xyz, whose routes are appended unless the URL ends in them",
            false,
            Map.ofEntries(
                    format(ChatCompletion.NAME, spec -> new OpenAiChat(spec, ResponseFormat.TOGETHER)),
                    format("image-text-to-text", spec -> new OpenAiChat(spec, ResponseFormat.TOGETHER)),
                    format("text-generation", OpenAiCompletion::new),
                    format("feature-extraction", OpenAiEmbeddings::plain),
                    format("text-to-image", OpenAiMedia::images),
                    format("text-to-speech", OpenAiMedia::speech),
                    format("automatic-speech-recognition", OpenAiTranscription::new)));

    private TogetherKind() {}
}
