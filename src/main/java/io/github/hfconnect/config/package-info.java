/** The whole configuration: what holds across keys, and what it means in the domain's types. Makes nothing that has state. */
@NullMarked
package io.github.hfconnect.config;

import org.jspecify.annotations.NullMarked;
