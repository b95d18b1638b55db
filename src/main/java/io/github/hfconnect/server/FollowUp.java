package io.github.hfconnect.server;

import java.time.Duration;

/**
 * What to ask next, where a server has taken on work that is not done yet.
 *
 * @param after how long to wait before
 * @param expected how long the server says that the whole work takes; zero where it does not say
 */
public record FollowUp(ApiRequest request, Duration after, Duration expected) {}
