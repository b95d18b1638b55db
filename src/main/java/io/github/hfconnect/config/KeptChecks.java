package io.github.hfconnect.config;

import io.github.hfconnect.config.keys.KeptKeys;
import io.github.hfconnect.config.keys.SavingKeys;
import io.github.hfconnect.config.keys.SpendingKeys;
import io.github.hfconnect.config.value.KeyError;
import java.util.ArrayList;
import java.util.List;

/** What no key alone can know of the topics that the sink keeps things in. */
final class KeptChecks {

    private KeptChecks() {}

    static List<KeyError> errors(SinkConfig config) {
        List<KeyError> errors = new ArrayList<>();
        if (config.cacheTopic().isPresent() && config.records().cacheEntries() == 0) {
            errors.add(new KeyError(
                    SavingKeys.CACHE_ENTRIES,
                    "It is 0, so that nothing is kept in " + KeptKeys.CACHE_TOPIC + ": raise it, or remove that"));
        }
        if (config.stateTopic().isPresent() && config.limits().budget().isUnlimited()) {
            errors.add(new KeyError(
                    KeptKeys.STATE_TOPIC,
                    "There is nothing to keep: set " + SpendingKeys.MAX_REQUESTS + ", " + SpendingKeys.MAX_TOKENS
                            + " or " + SpendingKeys.MAX_COST + ", or remove it"));
        }
        if (config.stateTopic().isPresent() && config.stateTopic().equals(config.cacheTopic())) {
            errors.add(new KeyError(
                    KeptKeys.STATE_TOPIC,
                    "'" + config.stateTopic().get() + "' is " + KeptKeys.CACHE_TOPIC
                            + ", too, whose records grow old: choose another topic"));
        }
        return errors;
    }
}
