package io.github.hfconnect.demo.model;

import ai.djl.huggingface.tokenizers.Encoding;
import java.nio.LongBuffer;

/** A tokenised sequence, special tokens included: ids for the model, and which half of a pair each belongs to. */
final class Tokens {

    private final long[] ids;
    private final long[] typeIds;

    Tokens(Encoding encoding) {
        this.ids = encoding.getIds();
        this.typeIds = encoding.getTypeIds();
    }

    int count() {
        return ids.length;
    }

    LongBuffer ids() {
        return LongBuffer.wrap(ids);
    }

    LongBuffer typeIds() {
        return LongBuffer.wrap(typeIds);
    }
}
