/** Every configuration key, what it must look like and what it means in the domain's types; and the wiring of both. */
@NullMarked
package io.github.hfconnect.config;

import org.jspecify.annotations.NullMarked;
