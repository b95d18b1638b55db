@NullMarked
package io.github.hfconnect.kafka;

import org.jspecify.annotations.NullMarked;
