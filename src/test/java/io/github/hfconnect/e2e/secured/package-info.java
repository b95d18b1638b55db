/**
 * The sink on a cluster as companies run theirs: SASL over TLS, an authorizer that denies what no rule allows, one principal for
 * the worker and another for what the connector writes.
 */
@NullMarked
package io.github.hfconnect.e2e.secured;

import org.jspecify.annotations.NullMarked;
