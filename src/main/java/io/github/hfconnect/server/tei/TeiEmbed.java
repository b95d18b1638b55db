package io.github.hfconnect.server.tei;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.task.Texts;
import java.util.List;

/**
 * Texts to one of the routes that make vectors of them, always in a list (text-embeddings-inference 1.9.3, {@code
 * router/src/http/server.rs}). All take {@code parameters.prompt_name}; {@code /embed} alone takes {@code dimensions} and
 * {@code normalize}.
 *
 * @param route under the base URL
 */
record TeiEmbed(CallSpec spec, String route) implements ServerApi {

    /** A vector for each text. */
    static ServerApi pooled(CallSpec spec) {
        return new TeiEmbed(spec, "embed");
    }

    /** The weight of each term, of SPLADE models. */
    static ServerApi sparse(CallSpec spec) {
        return new TeiEmbed(spec, "embed_sparse");
    }

    /** A vector for each token. */
    static ServerApi unpooled(CallSpec spec) {
        return new TeiEmbed(spec, "embed_all");
    }

    @Override
    public boolean takesLists() {
        return true;
    }

    /** It pools by itself, without the padding. */
    @Override
    public boolean takesCompany() {
        return true;
    }

    @Override
    public ApiRequest encode(List<Input> inputs) {
        return ApiRequest.postJson(route, TeiBody.of(Texts.of(inputs), spec, inputs));
    }
}
