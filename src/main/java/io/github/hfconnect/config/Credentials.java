package io.github.hfconnect.config;

import io.github.hfconnect.config.keys.EndpointKeys;
import io.github.hfconnect.config.value.KeyError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Credentials that were copied with what does not belong to them, or fetched from nowhere. No message quotes one. */
final class Credentials {

    /** What Connect leaves as it is where no config provider of that name is set up, or it knows no such variable. */
    private static final Pattern UNRESOLVED = Pattern.compile("\\$\\{[^}]*}");

    private static final Pattern QUOTED = Pattern.compile("(?i)(?:Bearer +)?([\"'`]).*\\1", Pattern.DOTALL);

    private static final Pattern WITH_SCHEME = Pattern.compile("(?i)Bearer\\s.*", Pattern.DOTALL);

    private static final Pattern WITH_TWO_SCHEMES = Pattern.compile("(?i)Bearer\\s+Bearer\\s.*", Pattern.DOTALL);

    private Credentials() {}

    /** What is wrong with them. */
    static List<KeyError> errors(@Nullable String token, Map<String, String> headers) {
        List<KeyError> errors = new ArrayList<>();
        if (token != null) {
            check(EndpointKeys.TOKEN, token.strip(), WITH_SCHEME, errors);
        }
        headers.forEach((name, value) -> {
            String key = EndpointKeys.HEADERS + name;
            if (name.equalsIgnoreCase("Authorization")) {
                check(key, value.strip(), WITH_TWO_SCHEMES, errors);
            } else {
                unresolved(key, value).ifPresent(errors::add);
            }
        });
        return errors;
    }

    private static void check(String key, String value, Pattern surplusScheme, List<KeyError> errors) {
        Optional<KeyError> unresolved = unresolved(key, value);
        if (unresolved.isPresent()) {
            errors.add(unresolved.get());
        } else if (QUOTED.matcher(value).matches()) {
            errors.add(new KeyError(key, "It stands in quotes, which would be sent too: remove them where it is kept"));
        } else if (surplusScheme.matcher(value).matches()) {
            errors.add(new KeyError(key, "Write the token alone: the word Bearer is put before it"));
        }
    }

    private static Optional<KeyError> unresolved(String key, String value) {
        Matcher placeholder = UNRESOLVED.matcher(value);
        return placeholder.find()
                ? Optional.of(new KeyError(
                        key,
                        "The placeholder " + named(placeholder.group())
                                + " was not resolved: the worker needs the config provider of that name"
                                + " (config.providers), and the variable or file that it reads has to be there."
                                + " bin/hfconnect reads them where it runs itself"))
                : Optional.empty();
    }

    /** Names of variables are no secrets; what stands in another provider's placeholder may be a part of one. */
    private static String named(String placeholder) {
        String provider = placeholder.substring(2, Math.max(2, placeholder.indexOf(':') + 1));
        return provider.equals("env:") ? placeholder : "${" + provider + "...}";
    }
}
