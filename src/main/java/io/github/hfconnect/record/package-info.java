/**
 * Between records and the domain: record to input, and with the outcome to the enriched record. These rooms know the domain and
 * Connect's data API only.
 */
@NullMarked
package io.github.hfconnect.record;

import org.jspecify.annotations.NullMarked;
