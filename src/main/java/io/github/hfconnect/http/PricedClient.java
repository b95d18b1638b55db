package io.github.hfconnect.http;

import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Prediction;
import java.util.List;

/** Asks nothing whose price was not looked up before. A look-up that fails is a failed attempt of the call that needs it. */
public final class PricedClient implements EndpointClient {

    private final EndpointClient client;
    private final RouterPrices prices;

    /** A client that closes both. */
    public PricedClient(EndpointClient client, RouterPrices prices) {
        this.client = client;
        this.prices = prices;
    }

    @Override
    public String endpoint() {
        return client.endpoint();
    }

    @Override
    public BatchLimits limits() {
        return client.limits();
    }

    @Override
    public boolean isKnown() {
        return client.isKnown();
    }

    @Override
    public void requireSendable(List<Input> inputs) throws InterruptedException {
        client.requireSendable(inputs);
    }

    @Override
    public List<Prediction> infer(List<Input> inputs) throws InterruptedException {
        prices.lookUp();
        return client.infer(inputs);
    }

    @Override
    public void close() {
        client.close();
        prices.close();
    }
}
