/**
 * Between records and the domain: field paths and templates, record to input, prediction to schema and value. Knows the
 * domain and Connect's data API only.
 */
@NullMarked
package io.github.hfconnect.record;

import org.jspecify.annotations.NullMarked;
