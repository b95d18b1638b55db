/** What is counted and measured while records pass, and how JMX shows it. Knows the domain and the JDK only. */
@NullMarked
package io.github.hfconnect.metrics;

import org.jspecify.annotations.NullMarked;
