package io.github.hfconnect.config.value;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Keys as other products, or Kafka's own clients, have them: who writes one expects it to do something. */
final class ForeignKeys {

    /** By the letters alone, as {@link #letters} leaves them. Each was tried by somebody new to the plugin, or is a neighbour's. */
    private static final Map<String, String> OTHERS = Stream.of(
                    Map.entry("token", "apikey apitoken accesstoken authtoken bearertoken hftoken hfapitoken hfapikey"),
                    Map.entry(
                            "token",
                            "huggingfacetoken huggingfaceapikey huggingfaceapitoken endpointtoken openaiapikey"),
                    Map.entry("endpoint.urls", "url endpoint endpointuri endpoints apiurl baseurl httpurl hfurl"),
                    Map.entry("model", "modelid modelname hfmodel"),
                    Map.entry("output.bootstrap.servers", "bootstrapservers"))
            .flatMap(row -> Stream.of(row.getValue().split(" ")).map(other -> Map.entry(other, row.getKey())))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    /** Where a connector has a client of its own, these stand with the client's prefix. */
    private static final Set<String> SECURITY = ProducerConfig.configNames().stream()
            .filter(name -> name.matches("(security|sasl|ssl)\\..*"))
            .collect(Collectors.toUnmodifiableSet());

    /** What has a client, the one that is meant first. */
    private static final List<String> CLIENTS = List.of("output.producer.", "dead.letter.producer.");

    private ForeignKeys() {}

    /** The key that is meant, if one is. */
    static Optional<String> meant(Collection<String> known, Collection<String> families, String key) {
        if (SECURITY.contains(key)) {
            return CLIENTS.stream().filter(families::contains).findFirst().map(client -> client + key);
        }
        String letters = letters(key);
        return known.stream()
                .filter(name -> letters(name).equals(letters))
                .findFirst()
                .or(() -> Optional.ofNullable(OTHERS.get(letters)).filter(known::contains));
    }

    private static String letters(String key) {
        return key.toLowerCase(Locale.ROOT).replaceAll("[._-]", "");
    }
}
