package io.github.hfconnect.wiring;

import io.github.hfconnect.record.input.BroughtAlongListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says how many records have brought a prediction of another model along, and how many one that was carried over: at the first of the
 * former, and again each time they have doubled. For one thread.
 */
final class OtherModels implements BroughtAlongListener {

    private static final Logger log = LoggerFactory.getLogger(OtherModels.class);

    private long carried;
    private long asked;

    @Override
    public void carried() {
        carried++;
    }

    @Override
    public void ofAnotherModel(String model) {
        asked++;
        if (Long.bitCount(asked) == 1) {
            log.info(
                    "Predictions of another model than answers now, or another revision of it, are made anew: {} so far, this"
                            + " one of {}; carried over, because both are the same or not told: {}",
                    asked,
                    model,
                    carried);
        }
    }
}
