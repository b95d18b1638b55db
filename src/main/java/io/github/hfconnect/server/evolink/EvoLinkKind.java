package io.github.hfconnect.server.evolink;

import static io.github.hfconnect.server.ServerKind.format;

import io.github.hfconnect.server.ServerKind;
import io.github.hfconnect.server.openai.OpenAiChat;
import io.github.hfconnect.task.chat.ChatCompletion;
import java.util.Map;

/** EvoLink: chats as OpenAI has them, and images and videos that are ordered and asked about until they are done. */
public final class EvoLinkKind {

    public static final ServerKind KIND = new ServerKind(
            "evolink",
            "EvoLink, such as https://api.evolink.ai, whose routes are appended",
            false,
            Map.ofEntries(
                    format(ChatCompletion.NAME, OpenAiChat::new),
                    format("text-to-image", EvoLinkGeneration::images),
                    format("text-to-video", EvoLinkGeneration::videos)));

    private EvoLinkKind() {}
}
