@NullMarked
package io.github.hfconnect.cache.topic;

import org.jspecify.annotations.NullMarked;
