/**
 * A JSON Schema of the user ({@code response.schema}) as the shape of a prediction, and the check of an answer against it.
 */
@NullMarked
package io.github.hfconnect.schema;

import org.jspecify.annotations.NullMarked;
