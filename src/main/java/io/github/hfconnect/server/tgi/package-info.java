/**
 * The wire formats of Text Generation Inference.
 */
@NullMarked
package io.github.hfconnect.server.tgi;

import org.jspecify.annotations.NullMarked;
