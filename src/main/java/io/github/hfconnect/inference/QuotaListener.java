package io.github.hfconnect.inference;

import java.util.List;

/** Hears what one server says of its limits. Called by the threads that make the calls, before they end. */
@FunctionalInterface
public interface QuotaListener {

    /** Hears nothing. */
    QuotaListener NONE = quotas -> {};

    /**
     * An answer, good or bad, has told what is left.
     *
     * @param quotas all that it names; never empty
     */
    void said(List<Quota> quotas);
}
