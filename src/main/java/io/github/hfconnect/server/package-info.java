/**
 * What a kind of model server is: how it is asked and what it wraps an answer in; and the kind that users describe themselves
 * ({@code endpoint.api=custom}). Pure: nothing here touches a network.
 */
@NullMarked
package io.github.hfconnect.server;

import org.jspecify.annotations.NullMarked;
