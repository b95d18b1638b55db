package io.github.hfconnect.server.openai;

import io.github.hfconnect.task.Spelling;
import io.github.hfconnect.task.chat.ChatCompletion;
import java.util.List;
import java.util.Set;

/**
 * Whom the Hugging Face router can be told to ask for a chat: who has one in {@code lib/getProviderHelper.ts} of the official client
 * 4.13.30, but for OpenAI, and the policies of huggingface.co/docs/inference-providers.
 */
public final class ChatProviders {

    private static final Set<String> NAMES = Set.of(
            "hf-inference",
            "baseten",
            "cerebras",
            "cohere",
            "deepinfra",
            "featherless-ai",
            "fireworks-ai",
            "groq",
            "novita",
            "nscale",
            "ovhcloud",
            "publicai",
            "scaleway",
            "together",
            "zai-org");

    /** By what the router chooses one itself: speed, price, or the order in the account's settings. */
    private static final Set<String> POLICIES = Set.of("fastest", "cheapest", "preferred");

    private ChatProviders() {}

    /** The names of all providers that have chats, in alphabetical order. */
    public static List<String> names() {
        return NAMES.stream().sorted().toList();
    }

    /**
     * Refuses whom the router cannot ask.
     *
     * @param provider a provider's name or a policy
     * @param setting that says so, as it is configured
     * @throws IllegalArgumentException naming those that can be asked, the one with the nearest spelling first
     */
    static void require(String provider, String setting) {
        if (!NAMES.contains(provider) && !POLICIES.contains(provider)) {
            throw new IllegalArgumentException("`" + setting + "`: `" + provider + "` cannot be asked for the task "
                    + ChatCompletion.NAME + " through the Hugging Face router, which takes "
                    + String.join(", ", Spelling.nearestFirst(provider, NAMES)) + ", or chooses by "
                    + String.join(", ", Spelling.nearestFirst(provider, POLICIES)));
        }
    }
}
