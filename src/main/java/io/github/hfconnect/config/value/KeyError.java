package io.github.hfconnect.config.value;

/**
 * What is wrong with one key in the company of the others.
 *
 * @param key on which people should see it
 * @param message what is wrong and what to do; never holds a secret
 */
public record KeyError(String key, String message) {

    @Override
    public String toString() {
        return "Invalid configuration " + key + ": " + message;
    }
}
