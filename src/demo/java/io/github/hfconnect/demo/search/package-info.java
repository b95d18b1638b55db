/** What {@code bin/demo --search} knows of documents, their pieces and questions, without Kafka. */
@NullMarked
package io.github.hfconnect.demo.search;

import org.jspecify.annotations.NullMarked;
