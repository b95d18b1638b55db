package io.github.hfconnect.config.keys;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Type.DOUBLE;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.github.hfconnect.inference.Prices;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** What the provider takes. */
public final class PriceKeys {

    public static final String INPUT = "price.input";
    public static final String OUTPUT = "price.output";
    public static final String REQUEST = "price.request";
    static final String CURRENCY = "price.currency";

    private PriceKeys() {}

    /** Goes on in the group of keys about cost. */
    public static void addTo(KeyGroups keys) {
        keys.key(
                        INPUT,
                        DOUBLE,
                        0.0,
                        atLeast(0),
                        LOW,
                        "Price of a million tokens in, as the server counts them. Where no price.* is set, a chat through the"
                                + " Hugging Face router with budget.max.cost looks up there what its providers take, in USD.")
                .key(OUTPUT, DOUBLE, 0.0, atLeast(0), LOW, "Price of a million tokens out.")
                .key(
                        REQUEST,
                        DOUBLE,
                        0.0,
                        atLeast(0),
                        LOW,
                        "Price of an answered request, whatever it carries. What has failed is taken to be free.")
                .key(
                        CURRENCY,
                        STRING,
                        "USD",
                        new ConfigDef.NonEmptyString(),
                        LOW,
                        "What prices and costs are called in messages. Nothing is converted.");
    }

    public static Prices prices(AbstractConfig values) {
        return new Prices(values.getDouble(INPUT), values.getDouble(OUTPUT), values.getDouble(REQUEST));
    }

    public static String currency(AbstractConfig values) {
        return values.getString(CURRENCY);
    }
}
