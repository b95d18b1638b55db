package io.github.hfconnect.demo.model;

import java.io.IOException;

/** What answers the calls of one method and path. */
@FunctionalInterface
interface Endpoint {

    /**
     * Answers a call.
     *
     * @throws HttpError to answer with an error
     * @throws IOException if the caller is gone
     */
    Reply answer(Call call) throws IOException;

    /** The answer, be it a success or not. */
    default Reply reply(Call call) throws IOException {
        try {
            return answer(call);
        } catch (HttpError e) {
            return e.reply();
        }
    }

    /** The same endpoint, with its answers counted. */
    default Endpoint counted(CallStatistics statistics) {
        return call -> {
            try {
                Reply reply = reply(call);
                statistics.replied(reply.status());
                return reply;
            } catch (RuntimeException e) {
                statistics.replied(500);
                throw e;
            }
        };
    }
}
